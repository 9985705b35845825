import { protocolOf } from '../../codegen/protocol-of';
import type { ServerNotification } from '../../lib/protocol/notification';
import { dumpOnce } from '../codegen/support/dump-once';
import { definitionsOf, type SchemaRoot } from '../protocol/generated/support/json-schema';
import { correctedRoot } from '../protocol/generated/support/oracle';
import { seededRandom } from '../protocol/generated/support/random';
import { createSampler, mutate } from '../protocol/generated/support/sampler';
import { spyReader } from './routing';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Draws notifications of every method of the protocol, a third of them mangled, and reads them as a client does: those
 * that do not decode any more are marked `invalid`, and those that a newer server might send are not.
 */
export const sampleNotifications = async (
  rounds: number,
  seed = 20261125,
): Promise<readonly ServerNotification[]> => {
  const dump = await dumpOnce();
  const root = correctedRoot(dump.experimental.schema as unknown as SchemaRoot);
  const schemas = new Map(definitionsOf(root).map(({ name, schema }) => [name, schema]));
  const random = seededRandom(seed);
  const sample = createSampler(root, random);
  const { read } = spyReader();

  /** A few threads, turns and items, so that events meet. */
  const placed = (params: unknown): unknown => {
    if (!isObject(params)) return params;
    const ids = {
      threadId: random.pick(['a', 'b', '__proto__']),
      turnId: random.pick(['1', '2', 'constructor']),
      itemId: random.pick(['i', 'j', 'toString']),
    };
    const own = Object.entries(ids).filter(([key]) => Object.hasOwn(params, key));
    const item = (params as { readonly item?: unknown }).item;
    const named = isObject(item) && random.chance(0.7) ? { item: { ...item, id: ids.itemId } } : {};
    return { ...params, ...Object.fromEntries(own), ...named };
  };

  const draw = (method: string, name: string | null | undefined): ServerNotification => {
    const schema = schemas.get(name ?? '');
    const good = placed(schema ? sample(schema) : {});
    const params = random.chance(1 / 3) ? mutate(good, random) : good;
    return read({ method, params });
  };
  const { serverNotifications } = protocolOf(dump);
  return Array.from({ length: rounds }, () =>
    serverNotifications.map(({ method, params }) => draw(method, params)),
  ).flat();
};
