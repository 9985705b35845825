import type { Dump } from '../../codegen/input/dump';
import { overrides } from '../../codegen/overrides/index';
import { trackOverrides } from '../../codegen/overrides/tracker';
import type { Overrides } from '../../codegen/overrides/types';
import { buildProtocol } from '../../codegen/model/protocol';
import { protocolOf } from '../../codegen/protocol-of';
import { dumpOnce } from './support/dump-once';

type Section = keyof Overrides;

const without = (section: Section, key: string): Overrides => {
  const { [key]: _left, ...rest } = overrides[section] as Readonly<Record<string, never>>;
  return { ...overrides, [section]: rest };
};

const build =
  (dump: Dump, changed: Overrides, lenient = false) =>
  () =>
    protocolOf(dump, lenient, changed);

describe('the overrides', () => {
  it('are all needed by the pinned version, and each exception has its reason', async () => {
    expect(build(await dumpOnce(), overrides)).not.toThrow();
    for (const [section, entries] of Object.entries(overrides)) {
      if (section === 'requests' || section === 'names') continue;
      for (const [key, { reason }] of Object.entries(entries as Record<string, { reason: string }>)) {
        expect([section, key, reason.length > 20]).toEqual([section, key, true]);
      }
    }
  });

  it('stop the generator when they are unused, whatever section they are in', async () => {
    const dump = await dumpOnce();
    const unneeded = { value: true, reason: 'Not needed.' };
    const added: readonly (readonly [Section, string, unknown])[] = [
      ['requests', 'thread/stop', { kind: 'write' }],
      ['names', 'thread/stop', { on: 'thread', name: 'stop' }],
      ['results', 'thread/start', { value: 'ThreadStartResponse', reason: 'Not needed.' }],
      ['connection', 'turn/started', unneeded],
      ['requestTurns', 'thread/stop', unneeded],
      ['closedEnums', 'Thread', unneeded],
      ['shared', 'Thread', unneeded],
      ['variantNames', 'ThreadItem.stop', unneeded],
      ['aliases', 'Thread', unneeded],
      ['camelCase', 'Thread', unneeded],
      ['rest', 'ThreadItem', unneeded],
    ];
    expect(added.map(([section]) => section).sort()).toEqual(Object.keys(overrides).sort());
    const changed = added.reduce(
      (all, [section, key, entry]) => ({ ...all, [section]: { ...all[section], [key]: entry } }),
      overrides,
    );
    let message = '';
    try {
      build(dump, changed)();
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^Unused overrides: .*\. Remove them from codegen\/overrides, or pass --lenient/);
    expect(added.filter(([section, key]) => !message.includes(`${section}.${key}`))).toEqual([]);
    expect(build(dump, changed, true)).not.toThrow();
  });

  it('may be unused where only older versions need them', () => {
    const tracker = trackOverrides(overrides);
    tracker.get('results', 'account/logout');
    expect(tracker.unused()).not.toContain('results.account/logout');
    expect(tracker.unused()).not.toContain('results.account/usage/read');
    expect(tracker.unused()).toContain('results.config/batchWrite');
    expect(tracker.get('results', 'toString')).toBeUndefined();
  });

  it.each<[Section, string, RegExp]>([
    ['requests', 'turn/start', /turn\/start has no class\. Decide whether it is read, write or long/],
    ['results', 'account/logout', /No result type known for account\/logout\. Find it .* overrides\.results/],
    [
      'variantNames',
      'McpServerElicitationRequestParams.openaiForm',
      /would be named .*, which is taken\. Name it in/,
    ],
    ['camelCase', 'ThreadTimelineEntry', /disagree about ThreadTimelineEntry: \.\w+ in the schema only/],
    ['rest', 'AppToolsConfig', /disagree about AppToolsConfig: .* in the TypeScript output only/],
  ])('stop the generator when one is missing: %s.%s', async (section, key, message) => {
    expect(build(await dumpOnce(), without(section, key))).toThrow(message);
  });

  it('leave a method without a class a write when lenient', async () => {
    const tracker = trackOverrides(without('requests', 'thread/list'));
    const protocol = buildProtocol(await dumpOnce(), tracker, true);
    expect(protocol.clientRequests.find(({ method }) => method === 'thread/list')?.traits.kind).toBe('write');
  });
});
