import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexProtocolError } from '../../lib/errors/codex-protocol-error.js';
import { isCodexError } from '../../lib/errors/is-codex-error.js';

describe('CodexProtocolError', () => {
  it('is a CodexError under a name of its own, with cause, details and hint', () => {
    const cause = new TypeError('underneath');
    const error = new CodexProtocolError('It does not work.', {
      cause,
      details: ['Because.'],
      hint: 'Try this.',
    });
    expect(error).toBeInstanceOf(CodexError);
    expect(isCodexError(error)).toBe(true);
    expect(error.name).toBe('CodexProtocolError');
    expect(String(error)).toBe('CodexProtocolError: It does not work.\n  Because.\n  Try this.');
    expect(error.walk()).toBe(cause);
  });
});
