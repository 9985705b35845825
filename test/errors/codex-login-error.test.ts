import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexLoginError } from '../../lib/errors/codex-login-error.js';

describe('CodexLoginError', () => {
  it('says what was logged in to and why it failed', () => {
    const error = new CodexLoginError('the account', 'access denied');
    expect(error).toBeInstanceOf(CodexError);
    expect([error.name, error.what, error.reason]).toEqual([
      'CodexLoginError',
      'the account',
      'access denied',
    ]);
    expect(error.shortMessage).toBe('The login to the account failed: access denied.');
    expect(new CodexLoginError('the account', undefined).shortMessage).toBe(
      'The login to the account failed.',
    );
  });
});
