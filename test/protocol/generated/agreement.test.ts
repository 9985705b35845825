import * as definitions from '../../../lib/protocol/generated/definitions';
import type * as t from 'io-ts';
import { dumpOnce } from '../../codegen/support/dump-once';
import { definitionsOf, type SchemaRoot } from './support/json-schema';
import { correctedRoot, createOracles } from './support/oracle';
import { seededRandom } from './support/random';
import { createSampler, mutate } from './support/sampler';

const SEED = Number(process.env['CODEX_RX_SEED'] ?? 20261122);
const SAMPLES = 25;
const MUTATIONS_PER_SAMPLE = 4;

const codecs = definitions as unknown as Readonly<Record<string, t.Type<unknown> | undefined>>;

describe('the generated codecs and ajv over the same schema', () => {
  it('agree on samples of every definition and on what is wrong with mutations of them', async () => {
    const root = correctedRoot((await dumpOnce()).experimental.schema as unknown as SchemaRoot);
    const oracles = createOracles(root);
    const random = seededRandom(SEED);
    const sample = createSampler(root, random);
    const counts = { definitions: 0, samples: 0, mutations: 0, rejected: 0, open: 0 };
    const faults: string[] = [];
    const fault = (name: string, what: string, value: unknown): void => {
      if (faults.length < 20) faults.push(`${name} ${what}: ${JSON.stringify(value).slice(0, 300)}`);
    };

    for (const { name, schema } of definitionsOf(root)) {
      const codec = codecs[name];
      const oracle = oracles.get(name);
      if (codec === undefined || oracle === undefined) throw new Error(`No codec for ${name}.`);
      counts.definitions += 1;
      for (let round = 0; round < SAMPLES; round += 1) {
        const value = sample(schema);
        if (!oracle.strict(value))
          throw new Error(
            `Bad sample of ${name}: ${JSON.stringify(oracle.strict.errors)} ${JSON.stringify(value)}`,
          );
        counts.samples += 1;
        if (!codec.is(value)) fault(name, 'refuses a sample', value);
        const decoded = codec.decode(value);
        if (decoded._tag !== 'Right' || decoded.right !== value)
          fault(name, 'does not hand back a sample', value);
        for (let count = 0; count < MUTATIONS_PER_SAMPLE; count += 1) {
          const mutation = mutate(value, random);
          const expected = oracle.open(mutation);
          counts.mutations += 1;
          if (!expected) counts.rejected += 1;
          else if (!oracle.strict(mutation)) counts.open += 1;
          if (codec.is(mutation) !== expected) {
            fault(name, expected ? 'refuses a mutation' : 'takes a mutation', mutation);
          }
          const result = codec.decode(mutation);
          if ((result._tag === 'Right') !== expected) fault(name, 'is() and decode() differ', mutation);
          if (result._tag === 'Left' && result.left.length === 0)
            fault(name, 'fails without an error', mutation);
        }
      }
    }

    console.info(`seed ${SEED}: ${JSON.stringify(counts)}`);
    expect(faults).toEqual([]);
    expect(counts.definitions).toBeGreaterThan(900);
    expect(counts.rejected).toBeGreaterThan(counts.mutations / 10);
    expect(counts.open).toBeGreaterThan(100);
  }, 60_000);
});
