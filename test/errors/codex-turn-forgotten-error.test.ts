import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexTurnForgottenError } from '../../lib/errors/codex-turn-forgotten-error.js';

describe('CodexTurnForgottenError', () => {
  it('names the turn and the ways to have it back', () => {
    const error = new CodexTurnForgottenError('01a2');
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexTurnForgottenError');
    expect(error.turnId).toBe('01a2');
    expect(error.message).toBe(`The events of turn 01a2 are no longer kept.\n  ${error.hint}`);
    expect(error.hint).toMatch(/threadId.*CodexTurn.*replay\.finishedTurns/);
  });
});
