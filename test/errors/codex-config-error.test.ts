import { CodexConfigError } from '../../lib/errors/codex-config-error.js';
import { CodexError } from '../../lib/errors/codex-error.js';

describe('CodexConfigError', () => {
  it("quotes the server's summary and details, and names the way around", () => {
    const error = new CodexConfigError('Invalid configuration; using defaults.', 'line 3: expected a value');
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexConfigError');
    expect(error.shortMessage).toContain('Invalid configuration; using defaults.');
    expect(error.message.split('\n  ')).toEqual([error.shortMessage, 'line 3: expected a value', error.hint]);
    expect(error.hint).toContain('allowDefaultConfig: true');
  });

  it.each([null, undefined, ''])('does without details (%p)', (details) => {
    const error = new CodexConfigError('Bad.', details);
    expect(error.message).toBe(`${error.shortMessage}\n  ${error.hint}`);
  });
});
