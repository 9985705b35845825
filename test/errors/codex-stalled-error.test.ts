import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexStalledError } from '../../lib/errors/codex-stalled-error.js';

describe('CodexStalledError', () => {
  it('says what happened and what to do', () => {
    const error = new CodexStalledError(30_000);
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexStalledError');
    expect(error.ms).toBe(30_000);
    expect(error.shortMessage).toBe('Nothing came for 30000 ms, and nobody was being waited for.');
    expect(error.hint).toMatch(/turn\.interrupt/);
  });
});
