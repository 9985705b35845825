import { firstValueFrom } from 'rxjs';
import { startClock } from '../contestant';
import { connect } from '../contestants/codex-rx';
import type { BenchContext, Measurement } from '../context';
import { streamOf, type Stream } from '../loads/order';
import { turnIdOf } from '../mix';
import { spread, table } from '../report/tables';
import { countOf } from '../rounds';
import { spreadOf } from '../statistics';
import { sizes } from './streams';

const turns = 20;
const eventsPerTurn = 5_000;
const order: Stream = {
  kind: 'stream',
  load: 'mix',
  turns,
  messages: turns * eventsPerTurn,
  ended: true,
};

/** A round takes long, and its figures hardly differ. */
const mostRounds = 7;

interface Event {
  readonly method: string;
}

const rowNames = {
  first: 'codex-rx, the first subscriber, after nobody was there',
  second: 'codex-rx, the second subscriber',
  afterLive: 'codex-rx, a late one, after one that was there from the beginning',
  parse: '`JSON.parse` of the same texts',
  array: 'parsed objects in an array, iterated',
} as const;
type Row = keyof typeof rowNames;
const rows = Object.keys(rowNames) as Row[];

/** Turns that are over, replayed to subscribers that come when they are. */
export const measureLate = async (context: BenchContext): Promise<Measurement> => {
  const { progress } = context;
  const rounds = Math.min(context.rounds, mostRounds);
  const { texts, parsed } = prepare();
  const rates: Record<Row, number[]> = { first: [], second: [], afterLive: [], parse: [], array: [] };
  for (let round = 0; round <= rounds; round += 1) {
    progress(round, rounds + 1);
    const [first, second] = await replays(context, false);
    const [afterLive] = await replays(context, true);
    const parse = rateOf(() =>
      texts.reduce((sum, text) => sum + (isEvent(JSON.parse(text) as Event) ? 1 : 0), 0),
    );
    const array = rateOf(() => parsed.reduce((sum, event) => sum + (isEvent(event) ? 1 : 0), 0));
    if (round === 0) continue;
    const one = { first, second, afterLive, parse, array };
    for (const row of rows) rates[row].push(one[row]!);
  }
  const body = rows.map((row) => {
    const millions = spreadOf(rates[row].map((rate) => rate / 1e6));
    const byParse = spreadOf(rates[row].map((rate, round) => rate / rates.parse[round]!));
    return [rowNames[row], spread(millions, 2), spread(byParse, 2)];
  });
  return {
    title: 'Late subscribers',
    markdown:
      `The real mix, ${sizes(order)}, in ${turns} turns that are over when somebody subscribes to each of them, in ` +
      `${rounds} rounds; beside it the same notifications parsed one after the other, and iterated as objects in an ` +
      'array.\n\n' +
      table([['replayed from', 'million events a second', 'by `JSON.parse`'], ...body]),
    targets: [],
    figures: rates,
  };
};

const isEvent = ({ method }: Event): boolean => method.length > 0;

/** The notifications of the turns as they come from the pipe, and parsed. */
const prepare = (): { readonly texts: readonly string[]; readonly parsed: readonly Event[] } => {
  const mix = streamOf(order.load);
  const texts: string[] = [];
  for (let sent = 0; sent < order.messages; sent += 1) {
    const [turn, index] = [sent % turns, Math.floor(sent / turns)];
    if (mix.isOfTurn(index)) texts.push(mix.text(turn, index));
  }
  return { texts, parsed: texts.map((text) => JSON.parse(text) as Event) };
};

const rateOf = (work: () => number): number => {
  globalThis.gc?.();
  const clock = startClock();
  const events = work();
  return (events / clock().ms) * 1_000;
};

/** Runs the turns to their end, with a subscriber for each or with none, then subscribes to each of them twice. */
const replays = async ({ launcher }: BenchContext, live: boolean): Promise<readonly number[]> => {
  const client = connect(launcher(order).launch('codex'), { validate: true, replay: true });
  if (live) client.turns$.subscribe((turn) => turn.events$.subscribe({ error: () => undefined }));
  await firstValueFrom(client.ready$);
  for (let sent = 0; sent < 2; sent += 1)
    await firstValueFrom(client.request('thread/loaded/list', {}, { timeout: 600_000 }));
  const replay = (): number => {
    let events = 0;
    for (let turn = 0; turn < turns; turn += 1) {
      client.turn(turnIdOf(turn)).events$.subscribe((event) => void (events += isEvent(event) ? 1 : 0));
    }
    // Beside the notifications of the mix each turn has a beginning and an end.
    const expected = countOf('turn events', order) + 2 * turns;
    if (events !== expected) throw new Error(`late subscribers got ${events} events of ${expected}`);
    return events;
  };
  const rates = [rateOf(replay), rateOf(replay)];
  await client.close();
  return rates;
};
