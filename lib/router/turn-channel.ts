import { ReplaySubject, type Observable } from 'rxjs';
import type { ServerRequest } from '../protocol/server-request.js';
import { createEventLog, type EventLog, type EventLogOptions } from './event-log.js';

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

/** The router's side of a channel. */
export interface TurnChannelControl extends TurnChannel {
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
  const requests$ = new ReplaySubject<ServerRequest>(keptRequests);
  let phase: TurnPhase = firstPhase;
  let threadId: string | undefined;
  let activeId: string | undefined;
  let completed = false;
  let followed: TurnChannel | undefined;
  const closed = (): boolean => phase === 'ended' || phase === 'lost';
  const over = (): boolean => completed || closed() || followed?.over() === true;

  const end = (): void => {
    if (closed()) return;
    phase = 'ended';
    log.complete();
    requests$.complete();
  };

  const lose = (error: unknown): void => {
    if (closed()) return;
    phase = 'lost';
    log.error(error);
    requests$.error(error);
  };

  return {
    id,
    log,
    requests$: requests$.asObservable(),
    threadId: () => threadId,
    phase: () => phase,
    activeId: () => (followed ? followed.activeId() : activeId),
    over,
    learnThread: (known) => (threadId ??= known),
    become: (next) => {
      if (!closed()) phase = next;
    },
    markStarted: (startedId) => (activeId = startedId),
    addRequest: (request) => requests$.next(request),
    markCompleted: () => void (completed = true),
    end,
    lose,
    follow: (turn) => {
      if (closed() || followed) return;
      followed = turn;
      phase = 'running';
      threadId ??= turn.threadId();
      turn.requests$.subscribe({ next: (request) => requests$.next(request), error: () => undefined });
      turn.log.events$.subscribe({ next: log.pushRead, error: lose, complete: end });
    },
    watchers: 0,
  };
};
