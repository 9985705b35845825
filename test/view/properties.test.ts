import fc from 'fast-check';
import type { ServerNotification } from '../../lib/protocol/notification';
import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params';
import { initialConnectionView, type ConnectionView } from '../../lib/view/connection-view';
import { reduceConnection } from '../../lib/view/reduce-connection';
import { reduceItemViews, type ItemViews } from '../../lib/view/reduce-items';
import { protocolOf } from '../../codegen/protocol-of';
import { dumpOnce } from '../codegen/support/dump-once';
import { definitionsOf, type SchemaRoot } from '../protocol/generated/support/json-schema';
import { correctedRoot } from '../protocol/generated/support/oracle';
import { seededRandom } from '../protocol/generated/support/random';
import { createSampler } from '../protocol/generated/support/sampler';
import { agentMessage, delta, itemCompleted, itemStarted, outputDelta } from '../support/notifications';

/** A value that cannot be changed any more, however deep one reaches into it. */
const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

const take = (view: ConnectionView, event: ServerNotification): ConnectionView =>
  reduceConnection(view, { type: 'notification', event });

const seed = 20261125;
const rounds = 40;

test('no notification of the protocol, valid or mangled, changes what it is given or stops the view', async () => {
  const dump = await dumpOnce();
  const root = correctedRoot(dump.experimental.schema as unknown as SchemaRoot);
  const schemas = new Map(definitionsOf(root).map(({ name, schema }) => [name, schema]));
  const random = seededRandom(seed);
  const sample = createSampler(root, random);

  /** The same, with one of its fields gone or of another type. */
  const mangled = (params: object): unknown => {
    const key = random.pick(Object.keys(params));
    return random.pick<unknown>([
      null,
      'text',
      1,
      [],
      {},
      { ...params, [key]: undefined },
      { ...params, [key]: 7 },
    ]);
  };
  const { serverNotifications } = protocolOf(dump);
  let view = frozen(initialConnectionView());
  let [valid, invalid] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    for (const { method, params: name } of serverNotifications) {
      const schema = schemas.get(name ?? '');
      const good = (schema ? sample(schema) : {}) as object;
      // A few threads and turns, so that events meet.
      const ids = {
        threadId: random.pick(['a', 'b', '__proto__']),
        turnId: random.pick(['1', '2', 'constructor']),
      };
      const own = Object.fromEntries(Object.entries(ids).filter(([key]) => key in good));
      const placed: object = { ...good, ...own };
      const broken = random.chance(0.3) && Object.keys(placed).length > 0;
      const params = broken ? mangled(placed) : placed;
      const codec = serverNotificationParams[method as keyof typeof serverNotificationParams];
      const marks = codec && !codec.is(params) ? { invalid: true } : {};
      if ('invalid' in marks) invalid += 1;
      else valid += 1;
      view = frozen(take(view, frozen({ method, params, ...marks } as ServerNotification)));
    }
  }
  expect([valid > 1_000, invalid > 100, view.threads.length > 1]).toEqual([true, true, true]);
});

test('an unknown notification changes nothing, wherever it belongs', () => {
  const view = take(initialConnectionView(), itemStarted(agentMessage('m')));
  const novel = { method: 'item/novel', params: { threadId: 'thread', turnId: 'turn', item: { id: 'm' } } };
  expect(take(view, novel as unknown as ServerNotification)).toBe(view);
});

describe('items', () => {
  /** What happens to one item, in its order. */
  const story = (id: string): fc.Arbitrary<readonly ServerNotification[]> =>
    fc.array(
      fc.oneof(
        fc.string().map((text) => outputDelta(id, text)),
        fc.constant(itemStarted({ ...command, id } as never)),
        fc.constant(itemCompleted({ ...command, id, status: 'completed' } as never)),
      ),
      { maxLength: 12 },
    );
  const command = {
    type: 'commandExecution',
    command: 'echo',
    commandActions: [],
    cwd: '/',
    status: 'inProgress',
  };
  const reduced = (events: readonly ServerNotification[]): ItemViews => events.reduce(reduceItemViews, []);

  test('each is as it is alone, however it is mixed with others, and stands where it was first seen', () => {
    fc.assert(
      fc.property(
        story('a'),
        story('b'),
        story('c'),
        fc.array(fc.nat(2), { maxLength: 36 }),
        (a, b, c, order) => {
          const rest = [a, b, c].map((events) => [...events]);
          const mixed = [...order.flatMap((index) => rest[index]!.splice(0, 1)), ...rest.flat()];
          const items = reduced(frozen(mixed));
          const seen = [...new Set(mixed.map(idOf))];
          expect(items.map(({ id }) => id)).toEqual(seen);
          for (const events of [a, b, c]) {
            const [alone] = reduced(events);
            expect(items.find(({ id }) => id === alone?.id)).toEqual(alone);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the order within one item counts: text grows at its end', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 20 }), (texts) => {
        const [item] = reduced([itemStarted(agentMessage('m')), ...texts.map((text) => delta('m', text))]);
        expect(item?.item).toMatchObject({ text: texts.join('') });
      }),
    );
  });
});

const idOf = ({ params }: ServerNotification): string => {
  const { itemId, item } = params as { readonly itemId?: string; readonly item?: { readonly id: string } };
  return itemId ?? item!.id;
};
