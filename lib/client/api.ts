import { apiMethods, type ApiMethodNames, type self } from '../protocol/generated/api-methods.js';
import type { ClientRequestMethod, ClientRequests } from '../protocol/generated/client-requests.js';
import type { CallOptions, SendRequest } from './core.js';
import type { ApiCall } from './method-calls.js';

/** The calls below one segment of the path; a segment that is a request itself can be called. */
type Calls<T> = T extends ClientRequestMethod
  ? ApiCall<T>
  : Own<T> & { readonly [N in Exclude<keyof T, typeof self>]: Calls<T[N]> };

type Own<T> = T extends { readonly [self]: infer M extends ClientRequestMethod } ? ApiCall<M> : unknown;

/**
 * One function for each request that belongs to no thread, by its path on the wire: `api.fs.readFile({ path })` sends
 * `fs/readFile`.
 *
 * Each is cold: it sends its request on subscription, emits the checked result once and completes, and errors as
 * `client.request` does.
 */
export type CodexApi = Calls<ApiMethodNames>;

/** Makes the functions. */
export const createApi = (request: SendRequest): CodexApi => {
  const root: Segment = {};
  for (const method of apiMethods) {
    const path = method.split('/').map(camelCase);
    const last = path.pop()!;
    let at = root;
    for (const segment of path) at = at[segment] ??= {};
    at[last] = Object.assign(callOf(request, method), at[last]);
  }
  return root as unknown as CodexApi;
};

/** What is below a segment; a function where the segment is a request itself. */
interface Segment {
  [segment: string]: Segment;
}

const camelCase = (segment: string): string =>
  segment.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const callOf = <M extends ClientRequestMethod>(request: SendRequest, method: M) =>
  ((params: ClientRequests[M]['params'], options?: CallOptions) =>
    request(method, params ?? {}, options)) as unknown as Segment;
