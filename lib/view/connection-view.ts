import type { DisplayText } from '../protocol/display-text.js';
import type {
  AccountUpdatedNotification,
  AppInfo,
  ConfigWarningNotification,
  DeprecationNoticeNotification,
  RateLimitSnapshot,
  WindowsWorldWritableWarningNotification,
} from '../protocol/generated/definitions.js';
import type { NotificationOf } from '../protocol/notification.js';
import type { McpServerView, ThreadView } from './thread-view.js';

/** A request of the server's that waits for an answer. */
export interface OpenRequestView {
  readonly id: string | number;
  readonly method: string;
  readonly params: unknown;
  /** The params failed their codec and are as they came: do not trust their type. */
  readonly invalid?: true;
  readonly threadId: string | undefined;
  readonly turnId: string | undefined;
  readonly itemId: string | undefined;
  /** What is asked, safe to show; null where the request has no words. */
  readonly text: DisplayText | null;
}

/** Something that the server says to whoever runs it. */
export type Notice =
  | { readonly kind: 'config'; readonly notice: ConfigWarningNotification }
  | { readonly kind: 'deprecation'; readonly notice: DeprecationNoticeNotification }
  | { readonly kind: 'worldWritable'; readonly notice: WindowsWorldWritableWarningNotification }
  | { readonly kind: 'warning'; readonly notice: NotificationOf<'warning'>['params'] };

/** Everything that is known of a connection; immutable, and what did not change is the same object as before. */
export interface ConnectionView {
  readonly status: 'connecting' | 'ready' | 'reconnecting' | 'closed';
  /** The newest 1,000 threads, in the order in which they were first seen; those in use stay. */
  readonly threads: readonly ThreadView[];
  /** The server requests that wait for an answer, oldest first. */
  readonly requests: readonly OpenRequestView[];
  /** What was last said of the account; null while nothing was. */
  readonly account: AccountUpdatedNotification | null;
  readonly rateLimits: RateLimitSnapshot | null;
  readonly apps: readonly AppInfo[];
  readonly remoteControl: NotificationOf<'remoteControl/status/changed'>['params'] | null;
  readonly gatewayOAuth: NotificationOf<'account/gatewayOAuth/changed'>['params'] | null;
  /** Those that belong to no thread. */
  readonly mcpServers: readonly McpServerView[];
  /** The newest 50 notices. */
  readonly notices: readonly Notice[];
  /** How often the server said that these changed; `skills$` and `projects$` read them. */
  readonly changes: { readonly skills: number; readonly projects: number };
}

/** A connection of which nothing is known yet. */
export const initialConnectionView = (): ConnectionView => ({
  status: 'connecting',
  threads: [],
  requests: [],
  account: null,
  rateLimits: null,
  apps: [],
  remoteControl: null,
  gatewayOAuth: null,
  mcpServers: [],
  notices: [],
  changes: { skills: 0, projects: 0 },
});

/** A thread with the threads of the sub-agents that were spawned on it. */
export interface ThreadTree {
  readonly thread: ThreadView;
  readonly children: readonly ThreadTree[];
}

/**
 * The threads as trees: those without a parent that is known, each with its sub-agents.
 *
 * What the server says may be a circle; each thread of one is at the top, so that none is missing.
 */
export const threadTree = ({ threads }: Pick<ConnectionView, 'threads'>): readonly ThreadTree[] => {
  const known = new Set(threads.map(({ id }) => id));
  const parents = new Map<string, string>();
  for (const { id, parentThreadId } of threads)
    if (parentThreadId !== null && known.has(parentThreadId)) parents.set(id, parentThreadId);
  for (const id of circular(parents)) parents.delete(id);
  const byParent = new Map<string | undefined, ThreadView[]>();
  for (const thread of threads) {
    const parent = parents.get(thread.id);
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(thread);
    else byParent.set(parent, [thread]);
  }
  const below = (parent: string | undefined): readonly ThreadTree[] =>
    (byParent.get(parent) ?? []).map((thread) => ({ thread, children: below(thread.id) }));
  return below(undefined);
};

/** The ids whose parents lead back to themselves. */
const circular = (parents: ReadonlyMap<string, string>): readonly string[] => {
  const walked = new Set<string>();
  return [...parents.keys()].flatMap((start) => {
    const path: string[] = [];
    let id: string | undefined = start;
    for (; id !== undefined && !walked.has(id); id = parents.get(id)) {
      walked.add(id);
      path.push(id);
    }
    const back = id === undefined ? -1 : path.indexOf(id);
    return back < 0 ? [] : path.slice(back);
  });
};
