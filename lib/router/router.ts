import { Subject, type Observable } from 'rxjs';
import type { CodexTransportError } from '../errors/codex-transport-error.js';
import type { Report } from '../errors/diagnostic.js';
import { arrivalOf, type Arrival } from '../protocol/arrival.js';
import type { NotificationReader } from '../protocol/read-notification.js';
import { createScopes, type ScopeEntry, type ScopeOf } from '../protocol/scope.js';
import type { ServerRequest } from '../protocol/server-request.js';
import type { NotificationMessage } from '../protocol/message.js';
import { createLastDelta } from './delta-route.js';
import { pushArrival } from './event-log.js';
import { findRoot } from './find-root.js';
import { lateDiagnostic } from './late-diagnostic.js';
import { noteFamily } from './note-family.js';
import { nothingUnwritten } from './text-blocks.js';
import type { ThreadChannel } from './thread-channel.js';
import { createThreadRegistry } from './thread-registry.js';
import {
  isOver,
  type TurnChannel,
  type TurnChannelControl,
  type ThreadEvents,
  type TurnState,
} from './turn-channel.js';
import { createTurnRegistry, type TurnBounds } from './turn-registry.js';

/** Where a message belongs. */
export interface Address {
  readonly threadId: string | undefined;
  readonly turnId: string | undefined;
}

/** Takes every message to the turn and the thread it belongs to. */
export interface Router {
  /** Delivers a notification. Returns the turn that it ended, if it ended one. */
  route(arrival: Arrival): TurnChannel | undefined;
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
  readonly scopeOf: ScopeOf;
  readonly serverRequestScopes: Readonly<Record<string, ScopeEntry>>;
  readonly reader: NotificationReader;
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
  const { scopeOf, reader, report, bounds } = options;
  const requestScopeOf = createScopes(options.serverRequestScopes);
  const turns = createTurnRegistry(bounds, { ...bounds, reader, scopeOf, unwritten: nothingUnwritten() });
  const threads = createThreadRegistry(reader, report);
  const turns$ = new Subject<TurnChannel>();
  const concluded$ = new Subject<TurnChannel>();
  const lastDelta = createLastDelta();
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

  const aliased = (arrival: Arrival, turnId: string): TurnChannelControl | undefined => {
    const { threadId } = arrival;
    if (threadId === undefined) return undefined;
    const root = findRoot(turns, threads, { params: reader.message(arrival)?.params, turnId, threadId });
    if (root) turns.alias(turnId, root);
    return root;
  };

  const channelFor = (arrival: Arrival, turnId: string): TurnChannelControl | undefined => {
    const { threadId, scope } = arrival;
    const known = turns.find(turnId);
    if (known ? isOver(known.state) : turns.forgotten(turnId))
      return void report(lateDiagnostic(arrival, reader.message(arrival)));
    const starts = arrival.method === 'turn/started';
    const alias = starts && (!known || unseen(known)) ? aliased(arrival, turnId) : undefined;
    const channel = alias ?? known ?? turns.create(turnId, threadId);
    if (channel.state.threadId === undefined) learnThread(channel, threadId);
    if (channel.state.phase !== 'running') {
      if (scope.opens) open(channel);
      else turns.sight(channel);
    }
    if (starts) channel.markStarted(turnId);
    return channel;
  };

  /** The thread of a notification; of one that is a turn's as a rule that of the turn. */
  const threadOf = (threadId: string, state: TurnState | undefined): ThreadEvents => {
    if (!state || state.threadId !== threadId) return threads.get(threadId);
    if (!state.thread || state.thread.gone) state.thread = threads.get(threadId);
    return state.thread;
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

  const deliver = (
    arrival: Arrival,
    turn: TurnChannelControl | undefined,
    thread: ThreadEvents | undefined,
  ): undefined => {
    arrival.turn = turn;
    if (turn) pushArrival(turn.log, arrival);
    if (thread?.wants) thread.push(arrival);
  };

  return {
    route: (arrival) => {
      const shape = arrival.line?.shape;
      const known = shape && lastDelta.find(shape);
      if (known) return deliver(arrival, known.turn, known.thread);
      const { method, scope, threadId, turnId } = arrival;
      const channel = turnId === undefined ? undefined : channelFor(arrival, turnId);
      const ended = method === 'turn/completed' ? channel : undefined;
      if (ended) beginEnd(ended);
      // A text that may say something of sub-agents is parsed by the time it is here.
      if (threadId !== undefined && arrival.message) noteFamily(threads, arrival.message, threadId);
      // Methods that nobody knows are not kept: there is no end to them.
      if (threadId !== undefined && turnId === undefined && scope.method !== '')
        threads.get(threadId).note(arrival);
      deliver(arrival, channel, threadId === undefined ? undefined : threadOf(threadId, channel?.state));
      if (shape && channel) lastDelta.note(shape, channel);
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
      for (const message of missed)
        pushArrival(channel.log, arrivalOf(message, scopeOf(message.method), JSON.stringify(message)));
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
