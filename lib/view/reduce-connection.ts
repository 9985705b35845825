import { commandAsked, fileChangeAsked, permissionsAsked } from '../protocol/asked-for.js';
import { displayText, type DisplayText } from '../protocol/display-text.js';
import type {
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
  PermissionsRequestApprovalParams,
} from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ownField } from '../protocol/own-field.js';
import { familyIn } from '../protocol/sub-agents.js';
import { withConnectionFacts } from './connection-facts.js';
import type { ConnectionView, OpenRequestView } from './connection-view.js';
import { withOpened, type OpenedThread } from './opened-thread.js';
import { indexBy, putBy } from './put-by.js';
import { reduceThread } from './reduce-thread.js';
import { shared } from './shared.js';
import { initialThreadView, isActive, type ThreadView } from './thread-view.js';

/** Something that changes what is known of a connection. */
export type ConnectionInput =
  | { readonly type: 'notification'; readonly event: ServerNotification }
  /** A thread was started, resumed or forked, with this answer. */
  | { readonly type: 'thread'; readonly opened: OpenedThread }
  /** A thread is known to be of a sub-agent that was spawned on another. */
  | { readonly type: 'child'; readonly threadId: string; readonly parentThreadId: string }
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
    case 'child':
      return withThread(view, input.threadId, (thread) => ofParent(thread, input.parentThreadId));
    case 'opened':
      return withRequest(view, input.request);
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
  if (threadId === undefined)
    return event.invalid === true ? view : shared(view, withConnectionFacts(view, event));
  const reached = withThread(view, threadId, (thread) => reduceThread(thread, event), event.invalid !== true);
  return event.invalid === true ? reached : withFamily(reached, event, threadId);
};

const threadIdIn = ({ params }: ServerNotification): string | undefined => {
  const id = ownField(params, 'threadId') ?? ownField(ownField(params, 'thread'), 'id');
  return typeof id === 'string' && id !== '' ? id : undefined;
};

const idOf = ({ id }: ThreadView): string => id;

/** A thread that is only named is there from now on, unless its name is not to be trusted. */
const withThread = (
  view: ConnectionView,
  threadId: string,
  change: (thread: ThreadView) => ThreadView,
  trusted = true,
): ConnectionView => {
  const known = view.threads[indexBy(view.threads, threadId, idOf)];
  const before = known ?? initialThreadView(threadId);
  const thread = change(before);
  if (thread === before && (known || !trusted)) return view;
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

/** Asked anew under the same id, it is the same question and stands where it stood. */
const withRequest = (view: ConnectionView, request: Omit<OpenRequestView, 'text'>): ConnectionView => {
  const known = view.requests.find(({ id }) => id === request.id);
  if (known?.method === request.method && known.params === request.params) return view;
  const shown = { ...request, text: textOf(request) };
  return { ...view, requests: putBy(view.requests, shown, ({ id }) => id) };
};

/** What a request asks: of an approval all that it says yes to, otherwise its own message or reason. */
const textOf = ({ method, params, invalid }: Omit<OpenRequestView, 'text'>): DisplayText | null => {
  // A client that does not validate marks nothing as invalid.
  const asked = invalid === true || Object(params) !== params ? undefined : askedIn(method, params);
  const words = [asked, ...['command', 'message', 'reason'].map((name) => ownField(params, name))];
  const text = words.find((word) => typeof word === 'string' && word !== '');
  return typeof text === 'string' ? displayText(text) : null;
};

const askedIn = (method: string, params: unknown): string | undefined => {
  switch (method) {
    case 'item/commandExecution/requestApproval':
      return commandAsked(params as CommandExecutionRequestApprovalParams);
    case 'item/fileChange/requestApproval':
      return fileChangeAsked(params as FileChangeRequestApprovalParams);
    case 'item/permissions/requestApproval':
      return permissionsAsked(params as PermissionsRequestApprovalParams);
    default:
      return undefined;
  }
};
