import { threadMethods, type ThreadMethodNames } from '../protocol/generated/thread-methods.js';
import type { SendRequest } from './core.js';
import { ownCalls, type OwnCalls } from './method-calls.js';

/**
 * One method for each request that names a thread, without that thread's id.
 *
 * Each is cold: it sends its request on subscription, emits the checked result once and completes, and errors as
 * `client.request` does. Where only one string is required beside the id, the bare string does: `setName('plan')`.
 */
export type ThreadMethods = OwnCalls<ThreadMethodNames>;

/** Makes the methods of one thread. */
export const createThreadMethods = (request: SendRequest, threadId: string): ThreadMethods =>
  ownCalls(request, threadMethods, () => ({ threadId }));
