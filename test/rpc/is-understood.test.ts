import { isUnderstood } from '../../lib/rpc/is-understood';

const command = 'item/commandExecution/requestApproval';

test.each<[boolean, string, unknown, true | undefined]>([
  [true, command, { kind: 'command' }, undefined],
  [true, command, { kind: 'writeStdin' }, undefined],
  [true, command, {}, undefined],
  [false, command, { kind: 'novel' }, undefined],
  [false, command, { kind: null }, undefined],
  [false, command, { kind: 'command' }, true],
  [true, command, Object.create({ kind: 'inherited' }), undefined],
  [true, 'item/fileChange/requestApproval', {}, undefined],
  [false, 'item/fileChange/requestApproval', null, true],
  [false, 'item/permissions/requestApproval', {}, true],
  [false, 'applyPatchApproval', {}, true],
  [false, 'execCommandApproval', {}, true],
  [true, 'item/tool/call', {}, true],
  [true, 'constructor', undefined, true],
])('%p for %s with %j, invalid: %p', (understood, method, params, invalid) => {
  expect(isUnderstood(method, params, invalid)).toBe(understood);
});
