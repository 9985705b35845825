import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexTimeoutError } from '../../lib/errors/codex-timeout-error.js';

describe('CodexTimeoutError', () => {
  it('names what was waited for, how long, and that its outcome is unknown', () => {
    const error = new CodexTimeoutError('thread/read', 250);
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexTimeoutError');
    expect(error).toMatchObject({ subject: 'thread/read', timeout: 250, outcome: 'unknown' });
    expect(error.message.split('\n  ')).toEqual([
      'thread/read was not answered within 250 ms.',
      'Its outcome is unknown.',
      error.hint,
    ]);
    expect(error.hint).toMatch(/timeout.*requestTimeout/);
  });

  it('can be of something that is no request', () => {
    const words = { missed: 'did not end', hint: 'Wait longer.' };
    expect(new CodexTimeoutError('The turn', 5, words).message.split('\n  ')).toEqual([
      'The turn did not end within 5 ms.',
      'Its outcome is unknown.',
      'Wait longer.',
    ]);
  });
});
