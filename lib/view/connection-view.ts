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

/** The threads as trees: those without a parent that is known, each with its sub-agents. */
export const threadTree = ({ threads }: Pick<ConnectionView, 'threads'>): readonly ThreadTree[] => {
  const known = new Set(threads.map(({ id }) => id));
  const byParent = new Map<string | null, ThreadView[]>();
  for (const thread of threads) {
    const parent =
      thread.parentThreadId !== null && known.has(thread.parentThreadId) ? thread.parentThreadId : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), thread]);
  }
  const seen = new Set<string>();
  const below = (parent: string | null): readonly ThreadTree[] =>
    (byParent.get(parent) ?? []).flatMap((thread) => {
      // What the server says may be a circle.
      if (seen.has(thread.id)) return [];
      seen.add(thread.id);
      return [{ thread, children: below(thread.id) }];
    });
  return below(null);
};
