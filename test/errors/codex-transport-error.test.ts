import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexTransportError, hintOf } from '../../lib/errors/codex-transport-error.js';

describe('CodexTransportError', () => {
  it('stands for the connection where it has no subject', () => {
    const error = new CodexTransportError('The socket broke.', { details: ['code 1006'] });
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexTransportError');
    expect(error.message).toBe('The socket broke.\n  code 1006');
    expect(error).toMatchObject({ subject: undefined, outcome: undefined });
  });

  it('tells the outcome of its subject before the details', () => {
    const error = new CodexTransportError('The socket broke.', {
      subject: 'request turn/start',
      outcome: 'unknown',
      details: ['code 1006'],
    });
    expect(error.message).toBe('The socket broke.\n  Outcome of request turn/start: unknown.\n  code 1006');
  });

  it('tells the same loss of many things with about()', () => {
    const loss = new CodexTransportError('The socket broke.', { hint: 'Reconnect.' });
    const [first, second] = [loss.about('turn a', 'unknown'), loss.about('request b', 'not-sent')];
    expect(first.message).toBe('The socket broke.\n  Outcome of turn a: unknown.\n  Reconnect.');
    expect(second.message).toBe('The socket broke.\n  Request b was never sent.\n  Reconnect.');
    expect(first).toMatchObject({ subject: 'turn a', outcome: 'unknown', cause: loss });
    expect(second).toMatchObject({ subject: 'request b', outcome: 'not-sent', cause: loss });
    expect(loss).toMatchObject({ subject: undefined, message: 'The socket broke.\n  Reconnect.' });
  });
});

describe('hintOf', () => {
  it('is an option with the hint, or none', () => {
    expect(hintOf(new CodexError('x', { hint: 'y' }))).toEqual({ hint: 'y' });
    expect(hintOf(new CodexError('x'))).toEqual({});
  });
});
