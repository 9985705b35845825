import { command } from '../../../lib/testing/model/command.js';
import { expectRefused } from '../support/refusals.js';

test('a command has only the arguments that were given, by the names that codex has for them', () => {
  expect(command('ls')).toMatchObject({ type: 'toolCall', name: 'exec_command', id: undefined });
  expect(command('ls').args).toEqual({ cmd: 'ls' });
  const all = command('ls', {
    id: 'c1',
    escalated: true,
    justification: 'why',
    prefixRule: ['ls'],
    workdir: 'w',
    yieldMs: 250,
    tty: true,
    login: false,
    shell: 'sh',
    maxOutputTokens: 5,
  });
  expect(all.id).toBe('c1');
  expect(all.args).toEqual({
    cmd: 'ls',
    sandbox_permissions: 'require_escalated',
    justification: 'why',
    prefix_rule: ['ls'],
    workdir: 'w',
    yield_time_ms: 250,
    tty: true,
    login: false,
    shell: 'sh',
    max_output_tokens: 5,
  });
});

test('what belongs to an escalation is refused without one', () => {
  expectRefused(() => command('x', { justification: 'y' }), /only taken with escalated: true/);
  expectRefused(() => command('x', { prefixRule: ['y'] }), /only taken with escalated: true/);
});
