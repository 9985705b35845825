import { clientRequestTraits } from '../../lib/protocol/generated/client-request-traits';
import {
  serverNotificationScopes,
  type ServerNotificationScope,
} from '../../lib/protocol/generated/server-notification-scopes';
import { serverRequestScopes } from '../../lib/protocol/generated/server-request-scopes';
import { measuredScopes } from './support/measured-scopes';

const scopes: Readonly<Record<string, ServerNotificationScope>> = serverNotificationScopes;

const methodsWith = (
  wanted: (scope: ServerNotificationScope, method: string) => boolean,
): readonly string[] =>
  Object.entries(scopes)
    .filter(([method, scope]) => wanted(scope, method))
    .map(([method]) => method)
    .sort();

describe('the scopes of server notifications', () => {
  it('are those of the measured table', () => {
    const generated = Object.entries(scopes).map(([method, { kind, turn, thread }]) => [
      method,
      turn,
      thread,
      kind,
    ]);
    const measured = measuredScopes.map(([method, turn, thread, kind]) => [
      method,
      turn.replace('?', '') || undefined,
      thread.replace('?', '') || undefined,
      kind,
    ]);
    expect(generated.sort()).toEqual(measured.sort());
  });

  it('let a turn run at the first sight of turn/started and of turn-scoped items alone', () => {
    expect(methodsWith(({ opens }) => opens === true)).toEqual(
      methodsWith(
        ({ kind }, method) => method === 'turn/started' || (kind === 'turn' && method.startsWith('item/')),
      ),
    );
    expect(scopes['thread/tokenUsage/updated']?.opens).toBeUndefined();
    expect(scopes['turn/completed']?.opens).toBeUndefined();
    expect(scopes['rawResponseItem/completed']?.opens).toBeUndefined();
  });

  it('fold the text deltas of items, by item and part', () => {
    expect(
      Object.fromEntries(
        Object.entries(scopes).flatMap(([method, { delta }]) => (delta ? [[method, delta]] : [])),
      ),
    ).toEqual({
      'item/agentMessage/delta': ['itemId'],
      'item/commandExecution/outputDelta': ['itemId'],
      'item/fileChange/outputDelta': ['itemId'],
      'item/plan/delta': ['itemId'],
      'item/reasoning/summaryTextDelta': ['itemId', 'summaryIndex'],
      'item/reasoning/textDelta': ['itemId', 'contentIndex'],
      'thread/realtime/item/transcript/delta': ['itemId'],
    });
  });

  it('say where the item is', () => {
    expect(scopes['item/started']?.item).toBe('item.id');
    expect(scopes['item/completed']?.item).toBe('item.id');
    expect(scopes['item/agentMessage/delta']?.item).toBe('itemId');
    expect(scopes['turn/started']?.item).toBeUndefined();
  });
});

describe('the scopes of server requests', () => {
  it('are those that were measured', () => {
    const rows = Object.entries(serverRequestScopes).map(([method, { kind, thread, turn, item }]) => [
      method,
      [kind, thread ?? '-', turn ?? '-', item ?? '-'].join(' '),
    ]);
    expect(Object.fromEntries(rows)).toEqual({
      'item/commandExecution/requestApproval': 'turn threadId turnId itemId',
      'item/fileChange/requestApproval': 'turn threadId turnId itemId',
      'item/tool/requestUserInput': 'turn threadId turnId itemId',
      'mcpServer/elicitation/request': 'thread threadId turnId -',
      'item/permissions/requestApproval': 'turn threadId turnId itemId',
      'item/tool/call': 'turn threadId turnId callId',
      'account/chatgptAuthTokens/refresh': 'global - - -',
      'attestation/generate': 'global - - -',
      'currentTime/read': 'thread threadId - -',
      applyPatchApproval: 'thread conversationId - callId',
      execCommandApproval: 'thread conversationId - callId',
    });
  });
});

describe('the traits of client requests', () => {
  const traits = Object.entries(clientRequestTraits);
  const withWindow = (window: string): readonly string[] =>
    traits
      .filter(([, trait]) => trait.window === window)
      .map(([method]) => method)
      .sort();

  it('name the thread and the turn that the params must name', () => {
    expect(clientRequestTraits['turn/start'].scope).toEqual({ thread: 'threadId' });
    expect(clientRequestTraits['turn/interrupt'].scope).toEqual({ thread: 'threadId', turn: 'turnId' });
    expect(clientRequestTraits['turn/steer'].scope).toEqual({ thread: 'threadId', turn: 'expectedTurnId' });
    expect(clientRequestTraits['thread/start'].scope).toBeUndefined();
    expect(clientRequestTraits['thread/list'].scope).toBeUndefined();
  });

  it('let exactly what stops, feeds or steers something pass the queue', () => {
    expect(withWindow('bypass')).toEqual([
      'account/gatewayOAuth/cancel',
      'account/login/cancel',
      'command/exec/terminate',
      'command/exec/write',
      'process/kill',
      'process/writeStdin',
      'thread/backgroundTerminals/clean',
      'thread/backgroundTerminals/terminate',
      'thread/realtime/stop',
      'thread/sample/cancel',
      'turn/interrupt',
      'turn/steer',
      'userVerification/cancel',
    ]);
  });

  it('hold no slot for what may take any time', () => {
    expect(withWindow('unslotted')).toContain('command/exec');
    expect(withWindow('unslotted')).toEqual(
      traits
        .filter(([, trait]) => trait.kind === 'long')
        .map(([method]) => method)
        .sort(),
    );
  });

  it('call nothing a read that is named like a write', () => {
    const writing =
      /\/(add|archive|clear|create|delete|import|install|remove|reset|set|start|update|write|writeFile)$/;
    const suspects = traits.filter(([method, { kind }]) => kind === 'read' && writing.test(method));
    expect(suspects).toEqual([]);
  });
});
