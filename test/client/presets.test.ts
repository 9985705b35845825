import { AskForApproval, SandboxPolicy } from '../../lib/protocol/generated/definitions';
import { approvalPolicy, sandbox } from '../../lib/client/presets';

test('the sandboxes are what the protocol knows, and give no more than they say', () => {
  expect([sandbox.readOnly(), sandbox.workspaceWrite(), sandbox.fullAccess()]).toEqual([
    { type: 'readOnly', networkAccess: false },
    {
      type: 'workspaceWrite',
      writableRoots: [],
      networkAccess: false,
      excludeTmpdirEnvVar: false,
      excludeSlashTmp: false,
    },
    { type: 'dangerFullAccess' },
  ]);
  for (const make of Object.values(sandbox)) expect(SandboxPolicy.is(make())).toBe(true);
  expect(sandbox.workspaceWrite({ writableRoots: ['/x'], networkAccess: true })).toMatchObject({
    writableRoots: ['/x'],
    networkAccess: true,
  });
});

test('the approval policies are words of the protocol', () => {
  expect(Object.values(approvalPolicy)).toEqual(['untrusted', 'on-request', 'never']);
  for (const word of Object.values(approvalPolicy)) expect(AskForApproval.is(word)).toBe(true);
});
