import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexOutputError } from '../../lib/errors/codex-output-error.js';

describe('CodexOutputError', () => {
  it('says why there is no output, and has the message as it came', () => {
    const error = new CodexOutputError('it is no JSON', 'Sure!', undefined, ['a is missing']);
    expect(error).toBeInstanceOf(CodexError);
    expect([error.name, error.text, error.errors]).toEqual(['CodexOutputError', 'Sure!', undefined]);
    expect(error.message).toBe(
      `The turn did not end with the output that was asked for: it is no JSON.\n  a is missing\n  ${error.hint}`,
    );
  });

  it('does not quote the message: it may hold secrets', () => {
    expect(new CodexOutputError('it is no JSON', 'hunter2').message).not.toContain('hunter2');
  });
});
