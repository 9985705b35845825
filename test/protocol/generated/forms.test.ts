import type * as t from 'io-ts';
import { protocolOf } from '../../../codegen/protocol-of';
import * as definitions from '../../../lib/protocol/generated/definitions';
import { dumpOnce } from '../../codegen/support/dump-once';
import { placesOf, withChange } from './support/change';
import { combinatorCodecs } from './support/combinators';
import { quickRandom } from './support/quick-random';
import { typeSampler } from './support/type-sampler';

const SEED = Number(process.env['CODEX_RX_SEED'] ?? 20261125);
const SAMPLES = 10;
const CHANGES_PER_SAMPLE = 101;

const generated = definitions as unknown as Readonly<Record<string, t.Mixed | undefined>>;

/** What `decode` does once a value is known to be bad. */
const validated = (codec: t.Mixed, value: unknown): t.Validation<unknown> =>
  codec.validate(value, [{ key: '', type: codec, actual: value }]);

const rightOf = (decoded: t.Validation<unknown>): unknown =>
  decoded._tag === 'Right' ? decoded.right : decoded;

/** The first difference between two lists of errors: their paths, the codec of each step, the values. */
const difference = (left: t.Validation<unknown>, right: t.Validation<unknown>): string | undefined => {
  if (left._tag === 'Right' || right._tag === 'Right')
    return left._tag === right._tag ? undefined : 'the verdict';
  if (left.left.length !== right.left.length) return 'the number of errors';
  for (const [index, { value, context }] of left.left.entries()) {
    const other = right.left[index] as t.ValidationError;
    if (!Object.is(value, other.value)) return `the value of error ${index}`;
    if (context.length !== other.context.length) return `the length of path ${index}`;
    for (const [step, { key, type, actual }] of context.entries()) {
      const twin = other.context[step] as t.ContextEntry;
      if (key !== twin.key || type.name !== twin.type.name || !Object.is(actual, twin.actual))
        return `step ${step} of path ${index}: ${key}: ${type.name}, ${twin.key}: ${twin.type.name}`;
    }
  }
  return undefined;
};

describe('the generated checks and combinators over the same definitions', () => {
  it('agree about every definition, on what is good and on every error', async () => {
    const all = protocolOf(await dumpOnce()).definitions;
    const combinators = combinatorCodecs(all);
    const random = quickRandom(SEED);
    const sample = typeSampler(all, random);
    const counts = { definitions: 0, changes: 0, refused: 0 };
    const faults: string[] = [];

    for (const { name, type } of all.values()) {
      const [ours, theirs] = [generated[name], combinators.get(name)];
      if (ours === undefined || theirs === undefined) throw new Error(`No codec for ${name}.`);
      const compare = (value: unknown): void => {
        const verdict = theirs.is(value);
        counts.changes += 1;
        if (!verdict) counts.refused += 1;
        let found: string | undefined;
        if (ours.is(value) !== verdict) found = 'the verdict';
        else if (!verdict) found = difference(validated(ours, value), validated(theirs, value));
        else if (!Object.is(rightOf(ours.decode(value)), value)) found = 'what it decodes to';
        if (found !== undefined && faults.length < 10)
          faults.push(`${name} (seed ${SEED}): ${found}: ${JSON.stringify(value)?.slice(0, 300)}`);
      };
      counts.definitions += 1;
      for (let round = 0; round < SAMPLES; round += 1) {
        const value = sample(type);
        if (!theirs.is(value))
          throw new Error(`Bad sample of ${name}, seed ${SEED}: ${JSON.stringify(value)}`);
        compare(value);
        for (const stray of [null, [value]])
          if (difference(ours.decode(stray), theirs.decode(stray)) !== undefined)
            faults.push(`${name} decodes ${JSON.stringify(stray)} differently`);
        const places = placesOf(value);
        for (let change = 0; change < CHANGES_PER_SAMPLE; change += 1)
          withChange(value, places, random, compare);
        if (!theirs.is(value)) throw new Error(`${name} was left changed, seed ${SEED}`);
      }
    }

    console.info(`seed ${SEED}: ${JSON.stringify(counts)}`);
    expect(faults).toEqual([]);
    expect(counts.definitions).toBeGreaterThan(1_100);
    expect(counts.changes).toBeGreaterThan(1_000 * counts.definitions);
    expect(counts.refused).toBeGreaterThan(counts.changes / 4);
    expect(counts.refused).toBeLessThan(counts.changes * 0.9);
  }, 60_000);
});
