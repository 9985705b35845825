import { commandAsked, fileChangeAsked, permissionsAsked } from '../../lib/protocol/asked-for';
import { asked } from '../support/server-requests';

const command = asked['item/commandExecution/requestApproval'];

test.each([
  ['the command alone', { command: 'ls' }, 'ls'],
  ['nothing', { command: null }, ''],
  [
    'network access',
    { command: null, networkApprovalContext: { host: 'example.org', protocol: 'https' as const } },
    'network access: https://example.org',
  ],
  [
    'a command that wants more than the sandbox gives',
    { command: 'ls', additionalPermissions: { fileSystem: { read: null, write: ['/'] } } },
    'ls\nfurther permissions: {"fileSystem":{"read":null,"write":["/"]}}',
  ],
])('a command approval: %s', (_, params, words) => {
  expect(commandAsked({ ...command, ...params })).toBe(words);
});

test('file changes: which item has them, and what else may be changed from then on', () => {
  const params = asked['item/fileChange/requestApproval'];
  expect(fileChangeAsked(params)).toBe('the file changes of item p');
  expect(fileChangeAsked({ ...params, grantRoot: '/' })).toBe(
    'the file changes of item p\nfor the rest of the session, any change below: /',
  );
});

test('permissions, as they came', () => {
  const params = asked['item/permissions/requestApproval'];
  expect(JSON.parse(permissionsAsked(params))).toEqual(params.permissions);
});
