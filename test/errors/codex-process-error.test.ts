import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexProcessError } from '../../lib/errors/codex-process-error.js';
import { CodexTransportError } from '../../lib/errors/codex-transport-error.js';

const killed = { exitCode: null, signal: 'SIGKILL', stderrTail: '' };

describe('CodexProcessError', () => {
  it('tells how the process ended and what it last said', () => {
    const end = { exitCode: 3, signal: null, stderrTail: 'first\nbad flag\n' };
    const error = new CodexProcessError('It ended.', end, { details: ['working folder: x'], hint: 'Look.' });
    expect(error).toBeInstanceOf(CodexTransportError);
    expect(error.name).toBe('CodexProcessError');
    expect(error).toMatchObject({ ...end, subject: undefined, outcome: undefined });
    expect(error.message).toBe('It ended.\n  working folder: x\n  stderr: first\nbad flag\n  Look.');
  });

  it('does not mention stderr where nothing was written', () => {
    const blank = { ...killed, stderrTail: ' \n\n' };
    expect(new CodexProcessError('It ended.', killed).message).toBe('It ended.');
    expect(new CodexProcessError('It ended.', blank).message).toBe('It ended.');
  });

  it('quotes the end of a long tail and keeps the whole', () => {
    const stderrTail = `${'x'.repeat(50_000)}the reason`;
    const error = new CodexProcessError('It ended.', { ...killed, stderrTail });
    expect(error.message.length).toBeLessThan(2_100);
    expect(error.message).toMatch(/the reason$/);
    expect(error.stderrTail).toBe(stderrTail);
  });

  it('tells of one thing that was open, with itself as the cause', () => {
    const loss = new CodexProcessError('It ended.', { ...killed, stderrTail: 'why' }, { hint: 'Look.' });
    const error = loss.about('turn 01a2', 'unknown');
    expect(error).toBeInstanceOf(CodexProcessError);
    expect(error).toMatchObject({ signal: 'SIGKILL', subject: 'turn 01a2', outcome: 'unknown' });
    expect(error.message).toBe('It ended.\n  Outcome of turn 01a2: unknown.\n  stderr: why\n  Look.');
    expect(error.cause).toBe(loss);
    expect(error.walk((cause) => cause instanceof CodexError && cause !== error)).toBe(loss);
  });
});
