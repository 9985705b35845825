import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexRequestError } from '../../lib/errors/codex-request-error.js';

describe('CodexRequestError', () => {
  it("keeps the server's code, words and data", () => {
    const data = { input_error_code: 'input_too_large' };
    const error = new CodexRequestError('turn/start', { code: -32602, message: 'Input too long.', data });
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexRequestError');
    expect(error).toMatchObject({ method: 'turn/start', code: -32602, serverMessage: 'Input too long.' });
    expect(error.data).toBe(data);
    expect(error.message).toBe('The server refused turn/start (code -32602): Input too long.');
    expect(error.hint).toBeUndefined();
  });

  it('says what to do about an overloaded server', () => {
    const error = new CodexRequestError('thread/read', { code: -32001, message: 'Server overloaded' });
    expect(error.hint).toMatch(/later.*maxInFlight/);
    expect(error.data).toBeUndefined();
  });
});
