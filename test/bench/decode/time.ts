import { join, resolve } from 'node:path';
import { env } from 'node:process';
import Ajv from 'ajv';
import { findBinary } from '../../../codegen/input/binary';
import { dumpSchema } from '../../../codegen/input/dump';
import { readSchema } from '../../../codegen/input/read-schema';
import { AgentMessageDeltaNotification, ThreadReadResponse } from '../../../lib/protocol';
import { payloadsOf } from './payload';
import { stockCodecs } from './stock';

/** Somebody who can say whether a value is good. */
export interface Checker {
  readonly name: string;
  readonly check: (value: unknown) => boolean;
}

/** How long everybody took for one payload, round by round, in milliseconds. */
export interface Timed {
  readonly bytes: number;
  readonly times: ReadonlyMap<string, readonly number[]>;
}

/** How long everybody took for everything. */
export interface Timings {
  readonly result: Timed;
  readonly delta: Timed;
}

/** The names of those who are always there. */
export const names = {
  parse: 'JSON.parse',
  ours: 'codex-rx, decode',
  is: 'codex-rx, is',
  stock: 'stock io-ts, decode',
  ajv: 'ajv, compiled',
} as const;

const RESULT_BYTES = 1_700_000;
/** One takes less than a clock can tell. */
const DELTAS = 20_000;

const codecs = { AgentMessageDeltaNotification, ThreadReadResponse };

const isRight = ({ _tag }: { readonly _tag: string }): boolean => _tag === 'Right';

/** Those who are always there, for a definition. */
const checkersOf = async (root: string): Promise<(name: keyof typeof codecs) => readonly Checker[]> => {
  const schema = await dumpSchema(findBinary(root, undefined, env), env);
  const stock = stockCodecs(readSchema(schema));
  const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema({
    ...(schema as object),
    $id: 'root',
  });
  return (name) => {
    const [ours, theirs] = [codecs[name], stock(name)];
    const valid = ajv.getSchema(`root#/definitions/v2/${name}`)!;
    return [
      { name: names.ours, check: (value) => isRight(ours.decode(value)) },
      { name: names.is, check: (value) => ours.is(value) },
      { name: names.stock, check: (value) => isRight(theirs.decode(value)) },
      { name: names.ajv, check: (value) => valid(value) === true },
    ];
  };
};

/**
 * Times everybody once a round, every other round in reverse, so that nobody always comes after the same one. The
 * first round warms up and does not count.
 */
const timed = (text: string, times: number, rounds: number, checkers: readonly Checker[]): Timed => {
  const value: unknown = JSON.parse(text);
  const runs = [
    { name: names.parse, run: (): boolean => JSON.parse(text) !== undefined },
    ...checkers.map(({ name, check }) => ({ name, run: (): boolean => check(value) })),
  ];
  const spent = new Map<string, number[]>(runs.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, run } of round % 2 === 0 ? runs : [...runs].reverse()) {
      const start = performance.now();
      for (let time = 0; time < times; time += 1) {
        if (!run()) throw new Error(`${name} refuses a recorded value`);
      }
      if (round > 0) spent.get(name)!.push((performance.now() - start) / times);
    }
  }
  return { bytes: Buffer.byteLength(text), times: spent };
};

/**
 * Times the decoding of a long result and of one delta, by the generated codecs and by others.
 *
 * @param rounds how many rounds count
 * @param more who else checks the delta
 * @param root the folder of the project
 */
export const timeDecoding = async (
  rounds: number,
  more: readonly Checker[] = [],
  root = resolve('.'),
): Promise<Timings> => {
  const payloads = payloadsOf(join(root, 'test/fixtures/transcripts'), RESULT_BYTES);
  const checkers = await checkersOf(root);
  return {
    result: timed(payloads.result, 1, rounds, checkers('ThreadReadResponse')),
    delta: timed(payloads.delta, DELTAS, rounds, [...checkers('AgentMessageDeltaNotification'), ...more]),
  };
};
