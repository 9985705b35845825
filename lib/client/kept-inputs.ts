import type { Observable } from 'rxjs';
import type { Arrival, KeptNotification } from '../protocol/arrival.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { NotificationReader } from '../protocol/read-notification.js';
import type { ScopeOf } from '../protocol/scope.js';
import { foldDeltas } from '../router/fold-deltas.js';
import type { Router } from '../router/router.js';
import type { TurnChannel, TurnPhase } from '../router/turn-channel.js';
import type { OpenRequests } from '../rpc/open-requests.js';
import type { OpenedThread } from '../view/opened-thread.js';
import type { ConnectionInput } from '../view/reduce-connection.js';
import { keptTurns } from '../view/thread-view.js';
import type { OpenedThreads } from './opened-threads.js';

/** Where the past of a connection is kept. */
export interface KeptInputsOptions {
  readonly router: Router;
  readonly reader: NotificationReader;
  readonly scopeOf: ScopeOf;
  readonly openRequests: OpenRequests;
  readonly openedThreads: OpenedThreads;
  /** The last notification of each method that belongs to no thread, in the order in which they came. */
  readonly facts: () => readonly KeptNotification[];
}

/** What is kept of what happened so far, as if it happened now. */
export interface KeptInputs {
  readonly inputs: readonly ConnectionInput[];
  /** Whether the notification that is being delivered is among them. */
  readonly heard: boolean;
}

/** What was known of a thread when an answer opened it. */
interface Earlier {
  readonly facts: readonly KeptNotification[];
  readonly turnIds: readonly string[];
}

/**
 * Makes what reads the past of a connection: threads by the answers that opened them, turns by their events, and of
 * everything else the last notification.
 *
 * What was known of a thread before the answer that opened it comes before that answer. Of the turns of a thread only
 * those are read that a view shows.
 *
 * @param delivering the notification that is being delivered while it is read
 */
export const createKeptInputs = (
  options: KeptInputsOptions,
): ((delivering: Arrival | undefined) => KeptInputs) => {
  const { router, reader, scopeOf, openRequests, openedThreads } = options;
  const earlierThan = new WeakMap<OpenedThread, Earlier>();
  openedThreads.added$.subscribe((opened) => {
    const { id } = opened.thread;
    const turns = router.kept().turns.filter((turn) => turn.threadId() === id && turn.log.length() > 0);
    earlierThan.set(opened, { facts: router.thread(id).facts(), turnIds: turns.map((turn) => turn.id) });
  });

  return (delivering) => {
    const { threads, turns } = router.kept();
    const facts = new Set([...threads.flatMap((thread) => thread.facts()), ...options.facts()]);
    const untold = new Map(turns.map((turn) => [turn.id, turn]));
    const past = pastTurns(turns);
    const inputs: ConnectionInput[] = [];
    let heard = delivering?.kept !== undefined && facts.has(delivering.kept);

    const tell = (event: ServerNotification): void => void inputs.push({ type: 'notification', event });
    const tellFact = (fact: KeptNotification): void => {
      const event = facts.delete(fact) ? reader.recall(fact) : undefined;
      if (event) tell(event);
    };
    const tellTurn = (turn: TurnChannel | undefined): void => {
      if (!turn || !untold.delete(turn.id)) return;
      if (past.has(turn)) return tell(endOf(turn));
      const events = [...turn.log.kept()];
      // A turn that is told has whatever was routed to it.
      if (delivering?.turn === turn) heard = true;
      // Folded once more here: a view is the same for one long delta as for its many pieces, and made sooner.
      foldDeltas({ events, sizes: events.map(() => 0) }, scopeOf).events.forEach(tell);
    };

    for (const opened of openedThreads.all()) {
      const earlier = earlierThan.get(opened);
      earlier?.facts.forEach(tellFact);
      earlier?.turnIds.forEach((id) => tellTurn(untold.get(id)));
      inputs.push({ type: 'thread', opened });
    }
    turns.forEach(tellTurn);
    // What past turns said of sub-agents is known without them.
    const cut = new Set([...past].map((turn) => turn.threadId()));
    for (const { id, children$ } of threads.filter((thread) => cut.has(thread.id)))
      for (const child of keptOf(children$))
        inputs.push({ type: 'child', threadId: child, parentThreadId: id });
    facts.forEach(tellFact);
    for (const request of openRequests.all()) inputs.push({ type: 'opened', request });
    return { inputs, heard };
  };
};

/** What a stream replays. */
const keptOf = <T>(stream$: Observable<T>): T[] => {
  const values: T[] = [];
  stream$.subscribe({ next: (value) => values.push(value), error: () => undefined }).unsubscribe();
  return values;
};

/** The turns that no view shows any more: those that ended first, where a thread has more than it shows. */
const pastTurns = (turns: readonly TurnChannel[]): ReadonlySet<TurnChannel> => {
  const excess = new Map<string | undefined, number>();
  const runs = turns.filter((turn) => turn.log.length() > 0 && !factsOnly.has(turn.phase()));
  for (const turn of runs) excess.set(turn.threadId(), (excess.get(turn.threadId()) ?? -keptTurns) + 1);
  const ended = runs.filter((turn) => turn.phase() === 'ended');
  return new Set(
    ended.filter((turn) => {
      const left = excess.get(turn.threadId()) ?? 0;
      excess.set(turn.threadId(), left - 1);
      return left > 0;
    }),
  );
};

/** Of such turns nothing says that they run. */
const factsOnly: ReadonlySet<TurnPhase> = new Set<TurnPhase>(['expected', 'provisional']);

/** All that a view needs of a turn that it does not show: that it ended. */
const endOf = (turn: TurnChannel): ServerNotification =>
  ({
    method: 'turn/completed',
    params: { threadId: turn.threadId(), turn: { id: turn.id, items: [], status: 'completed' } },
  }) as unknown as ServerNotification;
