import type {
  Approval,
  CommandApproval,
  FileChangeApproval,
  PermissionsApproval,
} from '../../lib/rpc/approval';
import { bookUnderTest } from '../support/server-request-book';
import { asked } from '../support/server-requests';

const methods = {
  command: 'item/commandExecution/requestApproval',
  fileChange: 'item/fileChange/requestApproval',
  permissions: 'item/permissions/requestApproval',
} as const;

/** Opens one approval with these params laid over valid ones, and leaves its deadline to the fake timers. */
const approvalOf = <A extends Approval>(kind: A['kind'], params: object = {}) => {
  const { ask, approvals$, answers, diagnostics } = bookUnderTest();
  const seen: Approval[] = [];
  approvals$.subscribe((one) => seen.push(one));
  ask(7, methods[kind], { ...asked[methods[kind]], ...params });
  return { approval: seen[0] as A, answers, diagnostics };
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const execpolicy = { acceptWithExecpolicyAmendment: { execpolicy_amendment: ['echo', 'hi'] } };
const allow = { host: 'example.org', action: 'allow' } as const;
const network = { applyNetworkPolicyAmendment: { network_policy_amendment: allow } };
const everything = {
  availableDecisions: ['accept', 'acceptForSession', execpolicy, network, 'cancel'],
  proposedExecpolicyAmendment: ['echo', 'hi'],
  proposedNetworkPolicyAmendments: [allow],
} as const;

describe('a command approval', () => {
  it.each<[string, (approval: CommandApproval) => boolean, unknown]>([
    ['accept', (one) => one.accept(), 'accept'],
    ['acceptForSession', (one) => one.acceptForSession(), 'acceptForSession'],
    ['acceptWithExecpolicyAmendment', (one) => one.acceptWithExecpolicyAmendment(), execpolicy],
    ['applyNetworkPolicyAmendment', (one) => one.applyNetworkPolicyAmendment(), network],
    ['applyNetworkPolicyAmendment of one', (one) => one.applyNetworkPolicyAmendment(allow), network],
    ['decide', (one) => one.decide('acceptForSession'), 'acceptForSession'],
    ['decline', (one) => one.decline(), 'decline'],
    ['cancel', (one) => one.cancel(), 'cancel'],
  ])('%s() answers in the words of the protocol', (_, act, decision) => {
    const { approval, answers } = approvalOf<CommandApproval>('command', everything);
    expect(act(approval)).toBe(true);
    expect(answers).toEqual([{ id: 7, result: { decision } }]);
  });

  it.each<[string, (approval: CommandApproval) => boolean]>([
    ['acceptForSession', (one) => one.acceptForSession()],
    ['acceptWithExecpolicyAmendment', (one) => one.acceptWithExecpolicyAmendment()],
    ['applyNetworkPolicyAmendment', (one) => one.applyNetworkPolicyAmendment()],
    [
      'another amendment',
      (one) => one.applyNetworkPolicyAmendment({ host: 'evil.example', action: 'allow' }),
    ],
    ['a word of its own', (one) => one.decide('yes' as never)],
    ['nothing', (one) => one.decide(undefined as never)],
  ])('%s() that was not offered is declined, and says so', (_, act) => {
    const { approval, answers, diagnostics } = approvalOf<CommandApproval>('command', {
      availableDecisions: ['accept', 'cancel'],
    });
    expect(act(approval)).toBe(false);
    expect(answers).toEqual([{ id: 7, result: { decision: 'decline' } }]);
    expect(diagnostics).toMatchObject([{ kind: 'handler', method: methods.command }]);
    expect(approval.accept()).toBe(false);
  });

  it('shows what is asked so that a person can trust their eyes, and keeps the raw text', () => {
    const { approval } = approvalOf<CommandApproval>('command', {
      command: 'echo \u202etxt.hs',
      reason: 'please\u001b[31m',
    });
    expect(approval.display).toEqual({ text: 'echo \\u{202e}txt.hs', changed: true, truncated: false });
    expect(approval.reason?.text).toBe('please\\u{1b}[31m');
    expect(approval.params.command).toBe('echo \u202etxt.hs');
    expect(approval).toMatchObject({
      id: 7,
      kind: 'command',
      threadId: 'thread',
      turnId: 'turn',
      itemId: 'c',
    });
  });

  it('may lack command, reason and decisions', () => {
    const { approval } = approvalOf<CommandApproval>('command', {
      command: null,
      reason: null,
      availableDecisions: null,
    });
    expect([approval.display.text, approval.reason, approval.decisions]).toEqual(['', null, undefined]);
    expect(approval.accept()).toBe(true);
  });
});

describe('a file change approval', () => {
  it.each<[string, (approval: FileChangeApproval) => boolean]>([
    ['accept', (one) => one.accept()],
    ['acceptForSession', (one) => one.acceptForSession()],
    ['decline', (one) => one.decline()],
    ['cancel', (one) => one.cancel()],
  ])('%s() answers in the words of the protocol', (decision, act) => {
    const { approval, answers } = approvalOf<FileChangeApproval>('fileChange');
    expect([approval.kind, act(approval)]).toEqual(['fileChange', true]);
    expect(answers).toEqual([{ id: 7, result: { decision } }]);
  });
});

describe('a permissions approval', () => {
  const permissions = {
    network: { enabled: true },
    fileSystem: {
      read: null,
      write: ['/x'],
      entries: [{ path: { type: 'path', path: '/x' }, access: 'write' }],
    },
  } as const;

  it.each<[string, (approval: PermissionsApproval) => boolean, unknown]>([
    ['accept', (one) => one.accept(), { permissions, scope: 'turn' }],
    [
      'grant some',
      (one) => one.grant({ network: { enabled: true } }),
      { permissions: { network: { enabled: true } }, scope: 'turn' },
    ],
    [
      'grant for longer',
      (one) => one.grant(permissions, { scope: 'session' }),
      { permissions, scope: 'session' },
    ],
    ['decline', (one) => one.decline(), { permissions: {}, scope: 'turn' }],
    ['cancel', (one) => one.cancel(), { permissions: {}, scope: 'turn' }],
  ])('%s', (_, act, result) => {
    const { approval, answers } = approvalOf<PermissionsApproval>('permissions', { permissions });
    expect(act(approval)).toBe(true);
    expect(answers).toEqual([{ id: 7, result }]);
  });

  it('that grants more than was asked for grants nothing', () => {
    const { approval, answers } = approvalOf<PermissionsApproval>('permissions', { permissions });
    expect(approval.grant({ fileSystem: { write: ['/'] } })).toBe(false);
    expect(answers).toEqual([{ id: 7, result: { permissions: {}, scope: 'turn' } }]);
  });

  it('shows what is asked for', () => {
    const { approval } = approvalOf<PermissionsApproval>('permissions', { permissions });
    expect(JSON.parse(approval.display.text)).toEqual(permissions);
  });
});

test.each<[boolean, Approval['kind'], object]>([
  [false, 'command', {}],
  [true, 'command', { networkApprovalContext: { host: 'example.org', protocol: 'https' } }],
  [true, 'command', { additionalPermissions: { fileSystem: { read: null, write: ['/'] } } }],
  [false, 'fileChange', {}],
  [true, 'fileChange', { grantRoot: '/' }],
  [true, 'permissions', {}],
])('yes grants more than this once: %p for a %s approval with %j', (grants, kind, params) => {
  const { approval } = approvalOf(kind, params);
  expect(approval.grants).toBe(grants);
  expect(approval.display.text).not.toBe('');
});
