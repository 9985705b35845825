import { CodexError } from './codex-error.js';

/**
 * The turn ended long ago and its events are no longer kept.
 *
 * Finished turns stay in a bounded list; this one was pushed out of it.
 */
export class CodexTurnForgottenError extends CodexError {
  override readonly name: string = 'CodexTurnForgottenError';
  /** The id of the turn. */
  readonly turnId: string;

  constructor(turnId: string) {
    super(`The events of turn ${turnId} are no longer kept.`, {
      hint: 'Read it back with client.turn(id, { threadId }), hold its CodexTurn, or keep more with replay.finishedTurns.',
    });
    this.turnId = turnId;
  }
}
