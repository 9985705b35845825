import type { CodexClient, CodexTurn } from '../../../lib/index.js';
import { expectedTurns, type ExpectedTurns } from './expected-turns';
import type { Recording } from './recording';
import { replay, type Replay } from './replay';
import { watchTurn, type TurnWatch } from './watch-turn';

/** Subscribers of turns, by the id that they asked for. */
export type TurnWatches = ReadonlyMap<string, TurnWatch>;

/** A replay with subscribers of its turns from every moment at which somebody can come. */
export interface WatchedReplay extends Replay {
  readonly expected: ExpectedTurns;
  /** What `turns$` showed. */
  readonly turns: readonly CodexTurn[];
  /** Subscribed before anything was delivered, in a replay of its own. */
  readonly early: TurnWatches;
  /** Subscribed when `turns$` showed the turn. */
  readonly live: TurnWatches;
  /** Subscribed when everything was delivered and the connection still stood. */
  readonly late: TurnWatches;
  /** Subscribed after the connection was lost. */
  readonly after: TurnWatches;
}

/** Replays a connection as often as it takes to watch its turns from every moment. */
export const watchedReplay = (recording: Recording, who: string): WatchedReplay => {
  const expected = expectedTurns(replay(recording, who).received);
  const watchAll = (client: CodexClient, ids: Iterable<string>): Map<string, TurnWatch> =>
    new Map([...ids].map((id) => [id, watchTurn(client.turn(id))]));

  let early: TurnWatches = new Map();
  const ownIds = new Set([...expected.byId.values()].map(({ id }) => id));
  replay(recording, who, { atStart: (client) => (early = watchAll(client, ownIds)) });

  const turns: CodexTurn[] = [];
  const live = new Map<string, TurnWatch>();
  let late: TurnWatches = new Map();
  const done = replay(recording, who, {
    atStart: (client) =>
      client.turns$.subscribe((turn) => {
        turns.push(turn);
        live.set(turn.id, watchTurn(turn));
      }),
    beforeEnd: (client) => (late = watchAll(client, expected.byId.keys())),
  });
  return { ...done, expected, turns, early, live, late, after: watchAll(done.client, expected.byId.keys()) };
};
