import { Subject, type Observable } from 'rxjs';
import type { CodexTransportError } from '../errors/codex-transport-error.js';
import type { Report } from '../errors/diagnostic.js';
import type { ReadNotification } from '../protocol/read-notification.js';
import type { ServerRequest } from '../protocol/server-request.js';
import type { NotificationMessage } from '../protocol/message.js';
import { rootTurnIdIn } from './root-turn-id.js';
import { createScopes, type ScopeEntry } from './scope.js';
import { familyIn } from '../protocol/sub-agents.js';
import type { ThreadChannel } from './thread-channel.js';
import { createThreadRegistry } from './thread-registry.js';
import type { TurnChannel, TurnChannelControl } from './turn-channel.js';
import { createTurnRegistry, type TurnBounds } from './turn-registry.js';

/** Where a message belongs. */
export interface Address {
  readonly threadId: string | undefined;
  readonly turnId: string | undefined;
}

/** Takes every message to the turn and the thread it belongs to. */
export interface Router {
  /** Delivers a notification. `size` is its length on the wire. Returns the turn that it ended, if it ended one. */
  route(message: NotificationMessage, size: number): TurnChannel | undefined;
  /** Shows a server request to its turn, and says where it belongs. */
  routeRequest(request: ServerRequest): Address;
  /** The channel of the turn that an id leads to, if it is kept. */
  find(turnId: string): TurnChannel | undefined;
  /** The id of the turn that an id leads to: of a review, the one that its events carry. */
  identityOf(turnId: string): string;
  /** Takes note of a turn that an answer named. `started`: the answer says that it runs already. */
  adopt(threadId: string, turnId: string, started?: boolean): TurnChannel;
  /** The channel of a turn that an answer named and that may never run; it is on no stream of turns before it does. */
  await(threadId: string, turnId: string): TurnChannel;
  /** Takes note of a turn that an answer says to be over and of which nothing is kept: what still comes is late. */
  bury(turnId: string): void;
  /** Ends a turn that an answer says to be over, with what is recorded of it and was missed. */
  conclude(threadId: string, turn: TurnChannel, missed: readonly NotificationMessage[]): void;
  /** Takes an id that was never seen for another name of a turn. Does nothing if it was seen meanwhile. */
  identify(unseen: TurnChannel, turn: TurnChannel): void;
  /** The channel of an id, for as long as somebody needs it; throws `CodexTurnForgottenError`. */
  claim(turnId: string): TurnChannel;
  release(channel: TurnChannel): void;
  thread(id: string): ThreadChannel;
  /** The threads and the turns that are kept, oldest first. */
  readonly kept: () => { readonly threads: readonly ThreadChannel[]; readonly turns: readonly TurnChannel[] };
  /** Hot: each turn when it is first known to run. */
  readonly turns$: Observable<TurnChannel>;
  /** Hot: each turn that was concluded, which no message of the server ended. */
  readonly concluded$: Observable<TurnChannel>;
  /** Ends everything: the connection is over. */
  end(error: CodexTransportError): void;
  readonly counts: () => { readonly turns: number; readonly threads: number };
}

/** What the router knows of the protocol, and its bounds. */
export interface RouterOptions {
  readonly notificationScopes: Readonly<Record<string, ScopeEntry>>;
  readonly serverRequestScopes: Readonly<Record<string, ScopeEntry>>;
  readonly read: ReadNotification;
  readonly report: Report;
  readonly bounds: TurnBounds;
}

/**
 * Makes the router of one client.
 *
 * One lookup by method finds where the ids are, one by turn id finds the channel; nothing is filtered. A turn's
 * channel opens at the first sight of its id and keeps everything until somebody subscribes.
 */
export const createRouter = (options: RouterOptions): Router => {
  const { read, report, bounds } = options;
  const scopeOf = createScopes(options.notificationScopes);
  /** Methods that nobody knows are not kept: there is no end to them. */
  const noted = (method: string): boolean => Object.hasOwn(options.notificationScopes, method);
  const requestScopeOf = createScopes(options.serverRequestScopes);
  const turns = createTurnRegistry(bounds, { ...bounds, read, scopeOf });
  const threads = createThreadRegistry(read, report);
  const turns$ = new Subject<TurnChannel>();
  const concluded$ = new Subject<TurnChannel>();
  let lost: CodexTransportError | undefined;

  const open = (channel: TurnChannelControl): void => {
    if (channel.phase() === 'running' || channel.over()) return;
    turns.promote(channel);
    const threadId = channel.threadId();
    // The thread first: who hears of the turn may start another, and must find the thread busy.
    if (threadId !== undefined) threads.get(threadId).opened(channel);
    turns$.next(channel);
  };

  /** A turn that runs already is told to its thread as soon as that is known: the first sight may have lacked it. */
  const learnThread = (channel: TurnChannelControl, threadId: string | undefined): void => {
    const learns = threadId !== undefined && channel.threadId() === undefined;
    channel.learnThread(threadId);
    if (learns && channel.phase() === 'running' && !channel.over()) threads.get(threadId).opened(channel);
  };

  const unseen = (channel: TurnChannel): boolean => channel.log.length() === 0 && !channel.over();

  /** The turn that `turn/started` says to belong to, if it is on the same thread: on another one it is a parent. */
  const rootOf = (rootId: string | undefined, threadId: string) => {
    if (rootId !== undefined) return turns.find(rootId);
    // Older servers name no root. A turn that has events and yet did not start can only be the one that starts.
    const active = threads.get(threadId).turnstile.active();
    return active?.activeId() === undefined && active?.log.length() ? turns.find(active.id) : undefined;
  };

  /** A review runs under one id and announces itself under another. */
  const aliased = (message: NotificationMessage, turnId: string, threadId: string | undefined) => {
    if (message.method !== 'turn/started' || threadId === undefined) return undefined;
    const root = rootOf(rootTurnIdIn(message.params), threadId);
    if (!root || root.id === turnId || root.over() || root.threadId() !== threadId) return undefined;
    turns.alias(turnId, root);
    return root;
  };

  const channelFor = (
    message: NotificationMessage,
    turnId: string,
    threadId: string | undefined,
    opens: boolean,
  ) => {
    const known = turns.find(turnId);
    if (known?.over() || (!known && turns.forgotten(turnId))) {
      const about = { method: message.method, turnId, ...(threadId === undefined ? {} : { threadId }) };
      report({
        kind: 'late',
        message: `${message.method} came after its turn had ended.`,
        ...about,
        raw: message,
      });
      return undefined;
    }
    const alias = !known || unseen(known) ? aliased(message, turnId, threadId) : undefined;
    const channel = alias ?? known ?? turns.create(turnId, threadId);
    learnThread(channel, threadId);
    if (opens) open(channel);
    else turns.sight(channel);
    return channel;
  };

  /** Before anybody hears of the end: who does may start the next turn at once, and must find the thread free. */
  const beginEnd = (turn: TurnChannelControl): void => {
    const home = turn.threadId();
    turn.markCompleted();
    if (home !== undefined) threads.get(home).closed(turn);
  };

  /** Once the last event was delivered. */
  const finishEnd = (turn: TurnChannelControl): void => {
    const home = turn.threadId();
    turns.finish(turn);
    if (home !== undefined) threads.get(home).turnstile.admit();
  };

  const noteFamily = (message: NotificationMessage, threadId: string): void => {
    const family = familyIn(message, threadId);
    if (family)
      for (const child of family.children)
        if (child !== family.parent) threads.get(family.parent).addChild(child);
  };

  return {
    route: (message, size) => {
      const scope = scopeOf(message.method);
      const threadId = scope.threadId(message.params);
      const turnId = scope.turnId(message.params);
      const channel = turnId === undefined ? undefined : channelFor(message, turnId, threadId, scope.opens);
      if (channel && turnId !== undefined && message.method === 'turn/started') channel.markStarted(turnId);
      const ended = message.method === 'turn/completed' ? channel : undefined;
      if (ended) beginEnd(ended);
      if (threadId !== undefined) noteFamily(message, threadId);
      if (threadId !== undefined && turnId === undefined && noted(message.method))
        threads.get(threadId).note(message);
      channel?.log.push(message, size);
      if (threadId !== undefined) threads.get(threadId).push(message, size);
      if (ended) finishEnd(ended);
      return ended;
    },
    routeRequest: (request) => {
      const scope = requestScopeOf(request.method);
      const threadId = scope.threadId(request.params);
      const turnId = scope.turnId(request.params);
      let channel = turnId === undefined ? undefined : turns.find(turnId);
      if (turnId !== undefined && !channel && !turns.forgotten(turnId))
        channel = turns.create(turnId, threadId);
      if (channel) {
        learnThread(channel, threadId);
        open(channel);
        channel.addRequest(request);
      }
      return { threadId, turnId: channel?.id ?? turnId };
    },
    find: turns.find,
    identityOf: (turnId) => turns.find(turnId)?.id ?? turnId,
    adopt: (threadId, turnId, started = false) => {
      const channel = turns.find(turnId) ?? turns.create(turnId, threadId);
      learnThread(channel, threadId);
      // The server does not announce a turn again that it lists as running.
      if (started && channel.activeId() === undefined) channel.markStarted(turnId);
      open(channel);
      return channel;
    },
    await: (threadId, turnId) => {
      const channel = turns.find(turnId) ?? turns.create(turnId, threadId);
      learnThread(channel, threadId);
      turns.sight(channel);
      return channel;
    },
    bury: turns.bury,
    conclude: (threadId, turn, missed) => {
      const channel = turn as TurnChannelControl;
      channel.learnThread(threadId);
      beginEnd(channel);
      for (const message of missed) channel.log.push(message, JSON.stringify(message).length);
      finishEnd(channel);
      concluded$.next(channel);
    },
    identify: (channel, turn) => {
      if (channel !== turn && unseen(channel) && turns.find(channel.id) === channel)
        turns.alias(channel.id, turn as TurnChannelControl);
    },
    claim: (turnId) => {
      const channel = turns.claim(turnId);
      if (lost) channel.lose(lost.about(`turn ${turnId}`, 'unknown'));
      return channel;
    },
    release: (channel) => turns.release(channel as TurnChannelControl),
    thread: threads.get,
    kept: () => ({ threads: threads.all(), turns: turns.all() }),
    turns$: turns$.asObservable(),
    concluded$: concluded$.asObservable(),
    end: (error) => {
      lost = error;
      for (const channel of turns.unfinished()) channel.lose(error.about(`turn ${channel.id}`, 'unknown'));
      turns$.complete();
      concluded$.complete();
      threads.complete();
    },
    counts: () => ({ turns: turns.counts().turns, threads: threads.size() }),
  };
};
