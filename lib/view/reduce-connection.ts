import { displayText, type DisplayText } from '../protocol/display-text.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ownField } from '../protocol/own-field.js';
import { familyIn } from '../protocol/sub-agents.js';
import { withConnectionFacts } from './connection-facts.js';
import type { ConnectionView, OpenRequestView } from './connection-view.js';
import { withOpened, type OpenedThread } from './opened-thread.js';
import { indexBy, putBy } from './put-by.js';
import { reduceThread } from './reduce-thread.js';
import { initialThreadView, isActive, type ThreadView } from './thread-view.js';

/** Something that changes what is known of a connection. */
export type ConnectionInput =
  | { readonly type: 'notification'; readonly event: ServerNotification }
  /** A thread was started, resumed or forked, with this answer. */
  | { readonly type: 'thread'; readonly opened: OpenedThread }
  | { readonly type: 'opened' | 'settled'; readonly request: Omit<OpenRequestView, 'text'> }
  | { readonly type: 'status'; readonly status: ConnectionView['status'] };

/** How many threads are kept; those in use are never given up for others. */
const keptThreads = 1_000;

/** Folds what happens on a connection into its view; returns the same view if nothing changed. Pure. */
export const reduceConnection = (view: ConnectionView, input: ConnectionInput): ConnectionView => {
  switch (input.type) {
    case 'notification':
      return notified(view, input.event);
    case 'thread':
      return withThread(view, input.opened.thread.id, (thread) => withOpened(thread, input.opened));
    case 'opened':
      return {
        ...view,
        requests: [...view.requests, { ...input.request, text: textOf(input.request.params) }],
      };
    case 'settled': {
      const requests = view.requests.filter(({ id }) => id !== input.request.id);
      return requests.length === view.requests.length ? view : { ...view, requests };
    }
    case 'status':
      return input.status === view.status ? view : { ...view, status: input.status };
  }
};

const notified = (view: ConnectionView, event: ServerNotification): ConnectionView => {
  const threadId = threadIdIn(event);
  if (threadId === undefined) return event.invalid === true ? view : withConnectionFacts(view, event);
  const reached = withThread(view, threadId, (thread) => reduceThread(thread, event));
  return event.invalid === true ? reached : withFamily(reached, event, threadId);
};

const threadIdIn = ({ params }: ServerNotification): string | undefined => {
  const id = ownField(params, 'threadId') ?? ownField(ownField(params, 'thread'), 'id');
  return typeof id === 'string' && id !== '' ? id : undefined;
};

const idOf = ({ id }: ThreadView): string => id;

const withThread = (
  view: ConnectionView,
  threadId: string,
  change: (thread: ThreadView) => ThreadView,
): ConnectionView => {
  const before = view.threads[indexBy(view.threads, threadId, idOf)];
  const thread = change(before ?? initialThreadView(threadId));
  if (thread === before) return view;
  return { ...view, threads: trimmed(putBy(view.threads, thread, idOf), view.requests) };
};

/** Gives up the oldest that nobody uses, if there are too many. */
const trimmed = (
  threads: readonly ThreadView[],
  requests: readonly OpenRequestView[],
): readonly ThreadView[] => {
  if (threads.length <= keptThreads) return threads;
  const asked = new Set(requests.map(({ threadId }) => threadId));
  const index = threads.findIndex((thread) => !isActive(thread) && !asked.has(thread.id));
  return index < 0 || index === threads.length - 1 ? threads : threads.filter((_, at) => at !== index);
};

const withFamily = (view: ConnectionView, event: ServerNotification, threadId: string): ConnectionView => {
  const family = familyIn(event, threadId);
  if (!family) return view;
  return family.children
    .filter((child) => child !== family.parent)
    .reduce((all, child) => withThread(all, child, (thread) => ofParent(thread, family.parent)), view);
};

const ofParent = (thread: ThreadView, parentThreadId: string): ThreadView =>
  thread.parentThreadId === parentThreadId ? thread : { ...thread, parentThreadId };

/** What a request asks, in its own words: a command, a message or a reason. */
const textOf = (params: unknown): DisplayText | null => {
  const words = ['command', 'message', 'reason'].map((name) => ownField(params, name));
  const text = words.find((word) => typeof word === 'string');
  return typeof text === 'string' ? displayText(text) : null;
};
