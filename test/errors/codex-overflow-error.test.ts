import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexOverflowError } from '../../lib/errors/codex-overflow-error.js';

describe('CodexOverflowError', () => {
  it('says what happened and what to do', () => {
    const error = new CodexOverflowError(10);
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexOverflowError');
    expect(error.limit).toBe(10);
    expect(error.shortMessage).toBe('More than 10 values waited to be read.');
    expect(error.hint).toMatch(/dropOldest/);
  });
});
