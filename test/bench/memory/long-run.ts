import { mergeMap } from 'rxjs';
import type { Mix } from '../mix';
import { heldBytes } from './heap';
import { createPipedClient } from './piped-client';
import { pointsOf, turnsAtOnce, type LongRunPoint } from './points';
import { writeBatch } from './turn-messages';

/** Turns that are opened and finished over one connection. */
export interface LongRun {
  readonly messages: number;
  readonly turns: number;
  /** Whether somebody reads every turn as it runs. */
  readonly subscribed: boolean;
}

/** Runs the turns through one client, and measures what it holds at each point. Once per process. */
export const runLong = async (
  { messages, turns, subscribed }: LongRun,
  mix: Mix,
  onPoint: (point: LongRunPoint) => void,
): Promise<void> => {
  const { client, write, flush } = await createPipedClient();
  let events = 0;
  let seen = 0;
  client.turns$.subscribe(() => (seen += 1));
  if (subscribed)
    client.turns$.pipe(mergeMap(({ events$ }) => events$, Infinity)).subscribe(() => (events += 1));
  const messagesEach = Math.round(messages / turns);
  const points = pointsOf(turns);
  const last = points.at(-1)!;
  for (let first = 0; first < last; first += turnsAtOnce) {
    writeBatch(mix, { first, turns: turnsAtOnce, messagesEach }, write);
    const done = first + turnsAtOnce;
    if (!points.includes(done)) continue;
    flush();
    onPoint({ turns: done, bytes: await heldBytes() });
  }
  if (seen !== last) throw new Error(`${seen} turns arrived of ${last}`);
  if (subscribed && events < 2 * last) throw new Error(`only ${events} events arrived`);
  await client.close();
};
