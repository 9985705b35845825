import { CodexBinaryNotFoundError } from '../../lib/errors/codex-binary-not-found-error.js';
import { CodexError } from '../../lib/errors/codex-error.js';

describe('CodexBinaryNotFoundError', () => {
  it('lists every place that was tried, in order, and says how to get the binary', () => {
    const tried = ['variable CODEX_BIN: not set', 'PATH: no executable codex in it'];
    const error = new CodexBinaryNotFoundError(tried);
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexBinaryNotFoundError');
    expect(error.tried).toEqual(tried);
    expect(error.message.split('\n  ')).toEqual([
      'The codex binary was not found.',
      'tried variable CODEX_BIN: not set',
      'tried PATH: no executable codex in it',
      error.hint,
    ]);
    expect(error.hint).toMatch(/npm install @openai\/codex.*codexBin.*CODEX_BIN/);
  });
});
