import { join } from 'node:path';
import type { BenchContext, Measurement } from '../context';
import { measureDecoding } from '../decode/measure';
import { measureMemory } from '../memory/measure-memory';
import { importPeer, type Peers } from '../peers';
import { measureRealServer } from '../real/measure-real-server';
import type { Section } from '../section';
import { measureStartup } from '../startup/measure-startup';

/** What is used of zod. */
interface Zod {
  readonly string: () => object;
  readonly looseObject: (fields: Readonly<Record<string, object>>) => {
    safeParse(value: unknown): { readonly success: boolean };
  };
}

/** The params of one delta as somebody writes them down with zod, unknown fields allowed. */
const zodChecker = async ({ versions }: Peers) => {
  const zod = await importPeer<Zod>('zod/index.js');
  const text = zod.string();
  const schema = zod.looseObject({ threadId: text, turnId: text, itemId: text, delta: text });
  return {
    name: `zod ${versions['zod']}, safeParse`,
    check: (value: unknown): boolean => schema.safeParse(value).success,
  };
};

/** The codecs alone. */
export const decode = async ({ rounds, peers, note }: BenchContext): Promise<Measurement> => {
  note('the codecs alone');
  return measureDecoding(rounds, peers ? [await zodChecker(peers)] : []);
};

/** A turn of the real server takes its time, and that of `@openai/codex-sdk` ten times as much. */
const mostRealRounds = 3;

/** The page says how many rounds its figures come from; these parts have numbers of their own. */
const saying = (said: string, section: Section): Measurement => ({
  ...section,
  markdown: `${said}\n\n${section.markdown}`,
});

/** The real binary. */
export const real = async ({ rounds, peers, note }: BenchContext): Promise<Measurement> => {
  const taken = Math.min(rounds, mostRealRounds);
  const section = await measureRealServer({
    rounds: taken,
    progress: note,
    // A folder that does not exist where the peers are left out.
    sdk: join(peers?.modules ?? 'left-out', '@openai/codex-sdk'),
  });
  return saying(`Rounds here: ${taken}.`, section);
};

/** What is held, and for how long. */
export const memory = async ({ quick, note }: BenchContext): Promise<Measurement> =>
  saying(
    'Each figure here is measured once.',
    await measureMemory({ ...(quick ? shortRun : longRun), progress: note }),
  );

const longRun = { messages: 10_000_000, turns: 100_000 };
const shortRun = { messages: 1_000_000, turns: 20_000 };

/** Imports and sizes; of what is built, which `npm run build` does. */
export const startup = ({ rounds, note }: BenchContext): Promise<Measurement> =>
  measureStartup({ rounds, progress: note });
