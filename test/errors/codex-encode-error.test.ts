import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexEncodeError } from '../../lib/errors/codex-encode-error.js';
import { isCodexError } from '../../lib/errors/is-codex-error.js';

describe('CodexEncodeError', () => {
  it('is a CodexError under a name of its own, with cause, details and hint', () => {
    const cause = new TypeError('underneath');
    const error = new CodexEncodeError('It does not work.', {
      cause,
      details: ['Because.'],
      hint: 'Try this.',
    });
    expect(error).toBeInstanceOf(CodexError);
    expect(isCodexError(error)).toBe(true);
    expect(error.name).toBe('CodexEncodeError');
    expect(String(error)).toBe('CodexEncodeError: It does not work.\n  Because.\n  Try this.');
    expect(error.walk()).toBe(cause);
  });
});
