import { CodexBackpressureError } from '../../lib/errors/codex-backpressure-error.js';
import { CodexError } from '../../lib/errors/codex-error.js';

describe('CodexBackpressureError', () => {
  const error = new CodexBackpressureError(70, 64);

  it('tells how much waits and what the limit is', () => {
    expect(error.name).toBe('CodexBackpressureError');
    expect(error.shortMessage).toBe('70 bytes already wait to be written, and the limit is 64.');
    expect(error.message).toBe(`${error.shortMessage}\n  ${error.hint}`);
    expect(error.hint).toContain('maxQueuedBytes');
  });

  it('says that nothing was sent', () => {
    expect(error).toBeInstanceOf(CodexError);
    expect(error).toMatchObject({ outcome: 'not-sent', queuedBytes: 70 });
  });
});
