import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as definitions from '../../lib/protocol/generated/definitions';
import { clientRequestParams } from '../../lib/protocol/generated/client-request-params';
import { clientRequestResults } from '../../lib/protocol/generated/client-request-results';
import { clientRequestTraits } from '../../lib/protocol/generated/client-request-traits';
import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params';
import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes';
import { serverRequestParams } from '../../lib/protocol/generated/server-request-params';
import { serverRequestResponses } from '../../lib/protocol/generated/server-request-responses';
import { serverRequestScopes } from '../../lib/protocol/generated/server-request-scopes';
import { generatedCodexVersion, schemaHash } from '../../lib/protocol/generated/version';
import { dumpOnce, ROOT } from './support/dump-once';
import { namedIn, type Named } from './support/method-lists';

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort();

const stabilities = (
  rows: Readonly<Record<string, { readonly stability: string }>>,
  stable: ReadonlySet<string>,
) =>
  Object.entries(rows).filter(([method, { stability }]) => (stability === 'stable') !== stable.has(method));

const counts = (named: Named): string =>
  `${named.clientRequests.size} client requests, ${named.serverNotifications.size} notifications, ` +
  `${named.serverRequests.size} server requests, ${named.definitions.size} definitions`;

describe('the generated tables and what the binary prints', () => {
  it('are of one version', async () => {
    const dump = await dumpOnce();
    expect(generatedCodexVersion).toBe(dump.version);
    expect(schemaHash).toBe(dump.hash);
  });

  it('have the same methods, every one with a codec for params and answer', async () => {
    const { both } = namedIn((await dumpOnce()).experimental);
    for (const table of [clientRequestParams, clientRequestResults, clientRequestTraits]) {
      expect(sorted(Object.keys(table))).toEqual(sorted(both.clientRequests));
    }
    for (const table of [serverNotificationParams, serverNotificationScopes]) {
      expect(sorted(Object.keys(table))).toEqual(sorted(both.serverNotifications));
    }
    for (const table of [serverRequestParams, serverRequestResponses, serverRequestScopes]) {
      expect(sorted(Object.keys(table))).toEqual(sorted(both.serverRequests));
    }
    expect(sorted(both.clientNotifications)).toEqual(['initialized']);
    const codecs = [
      clientRequestParams,
      clientRequestResults,
      serverNotificationParams,
      serverRequestParams,
      serverRequestResponses,
    ].flatMap((table) => Object.entries(table));
    expect(codecs.filter(([, codec]) => typeof codec.decode !== 'function')).toEqual([]);
  });

  it('mark as stable exactly what the binary prints without --experimental', async () => {
    const { both } = namedIn((await dumpOnce()).stable);
    expect(stabilities(clientRequestTraits, both.clientRequests)).toEqual([]);
    expect(stabilities(serverNotificationScopes, both.serverNotifications)).toEqual([]);
    expect(stabilities(serverRequestScopes, both.serverRequests)).toEqual([]);
  });

  it('have a type and a codec for every definition', async () => {
    const dump = await dumpOnce();
    const { schema, typescript, both } = namedIn(dump.experimental);
    const stable = namedIn(dump.stable).both;
    const text = await readFile(join(ROOT, 'lib/protocol/generated/definitions.ts'), 'utf8');
    const types = new Set(
      [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map((match) => match[1] as string),
    );
    const codecs = new Set(Object.keys(definitions));
    expect(sorted(both.definitions).filter((name) => !types.has(name) || !codecs.has(name))).toEqual([]);
    expect(sorted(stable.definitions).filter((name) => !types.has(name))).toEqual([]);
    expect(sorted(types)).toEqual(sorted(codecs));
    console.info(
      [
        `codex ${dump.version}`,
        `JSON schema: ${counts(schema)}`,
        `TypeScript output: ${counts(typescript)}`,
        `without --experimental: ${counts(stable)}`,
        `together, all generated, 0 missing: ${counts(both)}; with one definition per variant: ${codecs.size}`,
      ].join('\n'),
    );
    expect(both.clientRequests.size).toBeGreaterThan(schema.clientRequests.size);
    expect(both.serverNotifications.size).toBeGreaterThan(schema.serverNotifications.size);
  });

  it('have both types of a name that the TypeScript output uses twice with two meanings', async () => {
    const { typescript } = (await dumpOnce()).experimental;
    const twice = [...typescript.keys()].filter((path) => typescript.has(`v2/${path}`));
    expect(sorted(twice)).toEqual([
      'ExecPolicyAmendment',
      'NetworkPolicyAmendment',
      'NetworkPolicyRuleAction',
      'SessionSource',
      'WebSearchAction',
    ]);
    expect(definitions.LegacySessionSource.is({ subagent: 'review' })).toBe(true);
    expect(definitions.LegacySessionSource.is({ subagent: 1 })).toBe(false);
    expect(definitions.SessionSource.is({ subAgent: 1 })).toBe(false);
    expect(definitions.ResponsesApiWebSearchAction.is({ type: 'open_page', url: 1 })).toBe(false);
    expect(definitions.WebSearchAction.is({ type: 'openPage', url: 1 })).toBe(false);
  });

  it('know what only the TypeScript output tells', () => {
    expect(clientRequestParams.getAuthStatus.is({ includeToken: null, refreshToken: true })).toBe(true);
    expect(clientRequestParams.getConversationSummary.is({ conversationId: 'a' })).toBe(true);
    expect(clientRequestParams.getConversationSummary.is({ other: 'a' })).toBe(false);
    expect(clientRequestResults.gitDiffToRemote.is({ sha: 'a', diff: 'b' })).toBe(true);
    expect(clientRequestResults.gitDiffToRemote.is({ sha: 'a' })).toBe(false);
    expect(serverNotificationParams['rawResponseItem/completed'].is({ threadId: 'a', turnId: 'b' })).toBe(
      false,
    );
    expect(definitions.AppsConfig.is({ _default: null, github: { enabled: true } })).toBe(true);
    expect(definitions.AppsConfig.is({ github: { enabled: 'yes' } })).toBe(false);
    const promoted = {
      type: 'bemItemPromoted',
      id: 'a',
      realtimeSessionId: 'b',
      presentation: { type: 'wholeItem' },
    };
    expect(definitions.ThreadRealtimeItem.is({ ...promoted, itemId: 'c', turnId: 'd' })).toBe(true);
    expect(definitions.ThreadRealtimeItem.is({ ...promoted, item_id: 'c', turn_id: 'd' })).toBe(false);
  });
});
