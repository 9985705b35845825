import { CodexClosedError } from '../../lib/errors/codex-closed-error.js';
import { CodexTransportError } from '../../lib/errors/codex-transport-error.js';

describe('CodexClosedError', () => {
  it('tells that the client is closed', () => {
    const error = new CodexClosedError();
    expect(error).toBeInstanceOf(CodexTransportError);
    expect(error.name).toBe('CodexClosedError');
    expect(error.message).toBe(`The codex client is closed.\n  ${error.hint}`);
    expect(error).toMatchObject({ subject: undefined, outcome: undefined });
  });

  it('tells what was open and what became of it', () => {
    const error = new CodexClosedError('request turn/start', 'not-sent');
    expect(error.message).toContain('\n  Request turn/start was never sent.\n');
    expect(error).toMatchObject({ subject: 'request turn/start', outcome: 'not-sent' });
  });

  it('tells the same of another thing with about()', () => {
    const error = new CodexClosedError().about('turn 01a2', 'unknown');
    expect(error).toBeInstanceOf(CodexClosedError);
    expect(error.name).toBe('CodexClosedError');
    expect(error.message).toContain('\n  Outcome of turn 01a2: unknown.\n');
  });
});
