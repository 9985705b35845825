import { map, type Observable } from 'rxjs';
import type { CodexTurn } from '../../lib/client/codex-turn';
import { delta, turnCompleted, turnStarted, type MarbleCodexOptions } from '../../lib/testing';
import { withThread, type MarbleThread } from './marble-thread';

/** A refusal of the server's, as it words them. */
export const refusal = (message: string) => ({ code: -32600, message });

/** What the server says of a turn that has not started, and of one that has ended. */
export const notActive = refusal('no active turn to interrupt');

/** The turn's messages by letter: started, delta, completed, interrupted. */
export const messages = {
  s: turnStarted(),
  d: delta('x'),
  c: turnCompleted(),
  i: turnCompleted({ status: 'interrupted' }),
};

/** The own turn of the thread, as startTurn hands it out. */
const own = ({ thread }: MarbleThread): Observable<CodexTurn> => thread.startTurn('hi');

/** Interrupts the own turn at frame 3; expects when that is done and what is written. */
export const interruptAtFrame3 = (
  options: MarbleCodexOptions,
  plays: string,
  done: string,
  written: string,
  error?: unknown,
  turnOf: (all: MarbleThread) => Observable<CodexTurn> = own,
): void =>
  withThread(options, (all, { expectObservable }) => {
    const turns: CodexTurn[] = [];
    turnOf(all).subscribe((turn) => turns.push(turn));
    all.server.plays(plays, messages);
    expectObservable(turns[0]!.interrupt().pipe(map(() => 'taken')), '---^').toBe(
      done,
      { d: 'taken' },
      error,
    );
    expectObservable(all.interrupts$).toBe(written, { e: '', t: 't' });
  });
