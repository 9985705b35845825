import { defer, ReplaySubject, type Observable } from 'rxjs';
import type { Arrival } from '../protocol/arrival.js';
import { ownText } from '../protocol/own-text.js';
import type { ServerRequest } from '../protocol/server-request.js';
import {
  createEventLog,
  endLog,
  pushEvent,
  type EventLog,
  type EventLogControl,
  type EventLogOptions,
} from './event-log.js';

/**
 * How far a turn is known.
 *
 * `expected`: somebody waits for its id, which was not seen yet. `provisional`: its id was seen, but nothing says
 * that it runs. `running`: it runs. `ended`: it completed. `lost`: the connection ended first. `dropped`: nobody
 * waits any more, or it was pushed out of a bounded list; a new sight of its id makes a new channel.
 */
export type TurnPhase = 'expected' | 'provisional' | 'running' | 'ended' | 'lost' | 'dropped';

/** Everything the connection knows of one turn. */
export interface TurnChannel {
  /** The id that the turn's own events carry. */
  readonly id: string;
  readonly log: EventLog;
  /** The server requests that belong to the turn, replayed (the newest 100); ends with the turn. */
  readonly requests$: Observable<ServerRequest>;
  readonly threadId: () => string | undefined;
  readonly phase: () => TurnPhase;
  /**
   * The id by which the server knows the turn while it runs, from `turn/started` on; undefined before, when the turn
   * cannot be named in an interrupt. A review runs under another id than its events carry.
   */
  readonly activeId: () => string | undefined;
  /** Whether the turn is over, one way or another. */
  readonly over: () => boolean;
}

/** What takes the events of a thread. */
export interface ThreadEvents {
  /** Whether `push` would do anything. */
  readonly wants: boolean;
  /** Whether another one has taken its place. */
  readonly gone: boolean;
  push(arrival: Arrival): void;
}

/** Where a turn stands: a record, for the path of every event (see `KeptEvents`). */
export interface TurnState {
  phase: TurnPhase;
  threadId: string | undefined;
  /** The channel of that thread, once it was needed. */
  thread: ThreadEvents | undefined;
  activeId: string | undefined;
  /** Whether `turn/completed` was seen. */
  completed: boolean;
  /** The turn that this one is another name of. */
  followed: TurnChannel | undefined;
}

/** The router's side of a channel. */
export interface TurnChannelControl extends TurnChannel {
  readonly log: EventLogControl;
  readonly state: TurnState;
  learnThread(threadId: string | undefined): void;
  /** Moves an unfinished channel to another phase. */
  become(phase: 'provisional' | 'running' | 'dropped'): void;
  /** `turn/started` was seen, with this id. */
  markStarted(id: string): void;
  addRequest(request: ServerRequest): void;
  /** `turn/completed` is about to be delivered: the turn is over for whoever reacts to it. */
  markCompleted(): void;
  /** The turn completed, and its last event was delivered. */
  end(): void;
  /** The connection ended first. */
  lose(error: unknown): void;
  /** Becomes another name of a turn: whatever that has and gets, this has too, and it ends as that does. */
  follow(turn: TurnChannel): void;
  /** How many wait for the id of an expected turn. */
  watchers: number;
}

/** More server requests than this on one turn push the oldest out of the replay. */
const keptRequests = 100;

/** Makes the channel of one turn. */
export const createTurnChannel = (
  id: string,
  firstPhase: 'expected' | 'provisional',
  options: EventLogOptions,
): TurnChannelControl => {
  const log = createEventLog(options);
  const state: TurnState = {
    phase: firstPhase,
    threadId: undefined,
    thread: undefined,
    activeId: undefined,
    completed: false,
    followed: undefined,
  };
  const requests = createRequestLog();

  const end = (): void => {
    if (isClosed(state)) return;
    state.phase = 'ended';
    endLog(log, {});
    requests.complete();
  };

  const lose = (error: unknown): void => {
    if (isClosed(state)) return;
    state.phase = 'lost';
    endLog(log, { error });
    requests.error(error);
  };

  return {
    id,
    state,
    log,
    requests$: requests.requests$,
    threadId: () => state.threadId,
    phase: () => state.phase,
    activeId: () => (state.followed ? state.followed.activeId() : state.activeId),
    over: () => isOver(state),
    learnThread: (known) => {
      if (state.threadId === undefined && known !== undefined) state.threadId = ownText(known);
    },
    become: (next) => {
      if (!isClosed(state)) state.phase = next;
    },
    markStarted: (startedId) => (state.activeId = startedId),
    addRequest: requests.add,
    markCompleted: () => void (state.completed = true),
    end,
    lose,
    follow: (turn) => {
      if (isClosed(state) || state.followed) return;
      state.followed = turn;
      state.phase = 'running';
      state.threadId ??= turn.threadId();
      turn.requests$.subscribe({ next: requests.add, error: () => undefined });
      turn.log.watched$.subscribe({ next: (event) => pushEvent(log, event), error: lose, complete: end });
    },
    watchers: 0,
  };
};

/** Whether a turn is over, one way or another. */
export const isOver = (state: TurnState): boolean =>
  state.completed || isClosed(state) || state.followed?.over() === true;

const isClosed = ({ phase }: TurnState): boolean => phase === 'ended' || phase === 'lost';

/** Most turns are asked nothing: a subject, which takes room, is made for the first request or subscriber. */
const createRequestLog = () => {
  let subject: ReplaySubject<ServerRequest> | undefined;
  let end: ((of: ReplaySubject<ServerRequest>) => void) | undefined;
  const get = (): ReplaySubject<ServerRequest> => {
    if (!subject) {
      subject = new ReplaySubject<ServerRequest>(keptRequests);
      end?.(subject);
    }
    return subject;
  };
  const finish = (how: (of: ReplaySubject<ServerRequest>) => void): void => {
    end ??= how;
    if (subject) how(subject);
  };
  return {
    requests$: defer(get),
    add: (request: ServerRequest): void => get().next(request),
    complete: (): void => finish((of) => of.complete()),
    error: (error: unknown): void => finish((of) => of.error(error)),
  };
};
