import * as codexRx from '../../lib/index';
import { names } from '../../codegen/overrides/names';
import { servedBy, type Serving } from '../../codegen/overrides/served-by';
import { protocolOf } from '../../codegen/protocol-of';
import { renderCoverage } from '../../codegen/render/coverage';
import type { ServerNotification } from '../../lib/protocol/notification';
import { initialConnectionView, type ConnectionView } from '../../lib/view/connection-view';
import { reduceConnection } from '../../lib/view/reduce-connection';
import { memoryCodex } from '../support/memory-codex';
import { turnStarted } from '../support/notifications';
import { definitionsOf, type SchemaRoot } from '../protocol/generated/support/json-schema';
import { correctedRoot } from '../protocol/generated/support/oracle';
import { seededRandom } from '../protocol/generated/support/random';
import { createSampler } from '../protocol/generated/support/sampler';
import { dumpOnce } from './support/dump-once';

/** Real objects, by the names that the page gives them. */
const objects = (): Readonly<Record<string, unknown>> => {
  const { client } = memoryCodex();
  return { client, thread: client.thread('thread'), turn: client.turn('turn', { threadId: 'thread' }) };
};

const at = (path: string, root: unknown): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], root);

const all = Object.entries(servedBy).flatMap(([method, servings]) =>
  servings.map((serving) => [method, serving] as const),
);
const valueOf = (serving: Serving, kind: string): string | undefined =>
  (serving as Readonly<Record<string, string | undefined>>)[kind];

test('every request that is served by hand names something that is there', () => {
  const known = { ...objects(), createCodexClient: codexRx.createCodexClient };
  const missing = Object.values(names)
    .flatMap((name) => ('by' in name ? name.by : []))
    .filter((path) => typeof at(path, known) !== 'function');
  expect(missing).toEqual([]);
});

test('every request is found where the page says', async () => {
  const known = objects();
  const { clientRequests } = protocolOf(await dumpOnce());
  const missing = clientRequests
    .map(({ surface }) =>
      'by' in surface
        ? ''
        : 'path' in surface
          ? `client.api.${surface.path.join('.')}`
          : `${surface.on}.${surface.name}`,
    )
    .filter((path) => path !== '' && typeof at(path, known) !== 'function');
  expect([clientRequests.length, missing]).toEqual([187, []]);
});

test('every operator and every member that serves a notification is there', () => {
  const known = objects();
  const operators = all
    .map(([, serving]) => valueOf(serving, 'operator'))
    .filter((name) => name !== undefined);
  expect(operators.filter((name) => typeof codexRx[name as 'ofMethod'] !== 'function')).toEqual([]);
  const members = all.map(([, serving]) => valueOf(serving, 'member')).filter((name) => name !== undefined);
  expect(members.filter((path) => at(path, known) === undefined)).toEqual([]);
  expect([operators.length > 10, members.length > 30]).toEqual([true, true]);
});

/** A field of the view, by the path that the page gives; of lists the last member. */
const fieldOf = (path: string, view: ConnectionView): unknown =>
  path.split('.').reduce<unknown>((value, step) => {
    const member = (value as Record<string, unknown> | undefined)?.[step.replace('[]', '')];
    return step.endsWith('[]') ? (member as readonly unknown[]).at(-1) : member;
  }, view);

test('every view field changes with what it serves', async () => {
  const dump = await dumpOnce();
  const root = correctedRoot(dump.experimental.schema as unknown as SchemaRoot);
  const schemas = new Map(definitionsOf(root).map(({ name, schema }) => [name, schema]));
  const paramsOf = new Map(
    protocolOf(dump).serverNotifications.map(({ method, params }) => [method, params]),
  );
  const sample = createSampler(root, seededRandom(20261124));
  const start = reduceConnection(initialConnectionView(), { type: 'notification', event: turnStarted() });

  /** A sample that belongs to the turn that is there, and that has something to say. */
  const eventOf = (method: string): ServerNotification => {
    const schema = schemas.get(paramsOf.get(method) ?? '');
    const params = (schema ? sample(schema) : {}) as Record<string, unknown>;
    if ('threadId' in params) params['threadId'] = 'thread';
    if ('turnId' in params) params['turnId'] = 'turn';
    if ('turn' in params) params['turn'] = { ...(params['turn'] as object), id: 'turn' };
    if ('thread' in params) params['thread'] = { ...(params['thread'] as object), id: 'thread' };
    return { method, params } as ServerNotification;
  };
  const changes = (method: string, path: string): boolean => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      // Some only take back what another one said.
      const first = eventOf(
        method
          .replace('unarchived', 'archived')
          .replace('cleared', 'updated')
          .replace('RecoveryCompleted', 'RecoveryStarted'),
      );
      const view = reduceConnection(start, { type: 'notification', event: first });
      const before = (first.method as string) === method ? start : view;
      const after = reduceConnection(before, { type: 'notification', event: eventOf(method) });
      if (fieldOf(path, after) !== fieldOf(path, before)) return true;
    }
    return false;
  };
  const still = all
    .map(([method, serving]) => [method, valueOf(serving, 'view')] as const)
    .filter(([method, path]) => path !== undefined && !changes(method, path))
    .map(([method, path]) => `${method}: ${path}`);
  expect(still).toEqual([]);
});

test('a notification that nothing serves stops the generator, and one that is another version’s does not', async () => {
  const protocol = protocolOf(await dumpOnce());
  const novel = {
    method: 'thread/novel',
    params: undefined,
    stability: 'stable',
    scope: { kind: 'thread', stability: 'stable' },
  } as const;
  const more = { ...protocol, serverNotifications: [...protocol.serverNotifications, novel] };
  expect(() => renderCoverage(more, false)).toThrow(/Nothing serves thread\/novel/);
  expect(renderCoverage(more, true).text).toContain('thread/novel');
  const fewer = { ...protocol, serverNotifications: protocol.serverNotifications.slice(1) };
  expect(() => renderCoverage(fewer, false)).toThrow(/No such notifications: error/);
});
