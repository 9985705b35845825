import { CodexBusyError } from '../../lib/errors/codex-busy-error.js';
import { CodexError } from '../../lib/errors/codex-error.js';

describe('CodexBusyError', () => {
  it('names the thread, the turn that runs, and what to do', () => {
    const error = new CodexBusyError('thread', 'turn');
    expect(error).toBeInstanceOf(CodexError);
    expect([error.name, error.threadId, error.turnId]).toEqual(['CodexBusyError', 'thread', 'turn']);
    expect(error.shortMessage).toBe('A turn runs on thread thread (turn).');
    expect(error.hint).toMatch(/whenBusy: 'queue'/);
  });

  it('does without the turn while it is only about to start', () => {
    expect(new CodexBusyError('thread', undefined).shortMessage).toBe('A turn runs on thread thread.');
  });
});
