import type { ThreadRegistry } from './thread-registry.js';
import type { TurnChannelControl } from './turn-channel.js';
import type { TurnRegistry } from './turn-registry.js';
import { rootTurnIdIn } from './root-turn-id.js';

/**
 * The turn that a `turn/started` is another name of: a review runs under one id and announces itself under another.
 *
 * The turn that it says to belong to counts if it is on the same thread; on another one it is a parent.
 *
 * @param params those of the `turn/started`
 */
export const findRoot = (
  turns: TurnRegistry,
  threads: ThreadRegistry,
  {
    params,
    turnId,
    threadId,
  }: { readonly params: unknown; readonly turnId: string; readonly threadId: string },
): TurnChannelControl | undefined => {
  const rootId = rootTurnIdIn(params);
  const root = rootId === undefined ? unstarted(turns, threads, threadId) : turns.find(rootId);
  if (!root || root.id === turnId || root.over() || root.threadId() !== threadId) return undefined;
  return root;
};

/** Older servers name no root. A turn that has events and yet did not start can only be the one that starts. */
const unstarted = (
  turns: TurnRegistry,
  threads: ThreadRegistry,
  threadId: string,
): TurnChannelControl | undefined => {
  const active = threads.get(threadId).turnstile.active();
  return active?.activeId() === undefined && active?.log.length() ? turns.find(active.id) : undefined;
};
