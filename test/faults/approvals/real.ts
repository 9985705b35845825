import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  firstValueFrom,
  ignoreElements,
  map,
  merge,
  mergeMap,
  NEVER,
  range,
  take,
  timer,
  toArray,
  type Observable,
} from 'rxjs';
import { createCodexClient } from '../../../lib/index';
import { stdioTransport } from '../../../lib/node';
import { command, startScriptedCodex, text, type ModelScript } from '../../../lib/testing';
import { actOn, type Outcome } from './episode';
import type { Draw } from './random';

/** The model of every thread tries to leave a mark, named by the prompt. */
const script: ModelScript = ({ prompt, call }) =>
  call === 0
    ? command(`echo x >> '${prompt}'`, { escalated: true, justification: 'May I?' })
    : text('went on');

/** Episodes of one codex process, several threads at a time. */
export const realEpisodes = async (count: number, draw: Draw): Promise<readonly Outcome[]> => {
  const codex = await startScriptedCodex({ script });
  const client = createCodexClient(stdioTransport({ env: codex.env, cwd: codex.cwd }), {
    handlerTimeout: 300,
  });
  const accepts = new Map<string, number>();
  const subscription = client.approvals$.subscribe((approval) => {
    const { threadId = '' } = approval;
    const act = (): void =>
      actOn(approval, draw, () => accepts.set(threadId, (accepts.get(threadId) ?? 0) + 1));
    if (draw.chance(0.7)) act();
    if (draw.chance(0.3)) timer(draw.int(500)).subscribe(act);
  });
  /** Runs one turn that tries to leave a mark, interrupted at some moment or not. */
  const play = (index: number): Observable<Outcome> => {
    const mark = `mark-${index}`;
    const stop$ = draw.chance(0.2) ? timer(draw.int(200)) : NEVER;
    return client.startThread({ cwd: codex.cwd }).pipe(
      mergeMap((thread) =>
        thread.startTurn(mark).pipe(
          mergeMap((turn) => {
            const stopped$ = stop$.pipe(
              mergeMap(() => turn.interrupt()),
              ignoreElements(),
            );
            return merge(turn.result$, stopped$).pipe(take(1));
          }),
          map((): Outcome => {
            const runs = existsSync(join(codex.cwd, mark)) ? linesIn(join(codex.cwd, mark)) : 0;
            // How many answers were sent is told by the episodes in memory.
            return { runs, accepts: accepts.get(thread.id) ?? 0, frames: 0 };
          }),
        ),
      ),
    );
  };
  try {
    return await firstValueFrom(range(0, count).pipe(mergeMap(play, 8), toArray()), { defaultValue: [] });
  } finally {
    subscription.unsubscribe();
    await client.close();
    await codex.dispose();
  }
};

/** Each run leaves a line. */
const linesIn = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;
