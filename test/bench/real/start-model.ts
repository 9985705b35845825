import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { findCodexBinary } from '../../../lib/node.js';
import type { Ground } from './player';

/** What the model answers to every prompt. */
export const replyText =
  'The answer is written in eight pieces of a few words each, as models write their answers.';

/** The prompt at whose answer the model stops after the first piece until it is let go on. */
export const holdPrompt = 'hold';

/** What the process of the model says: where it is, then how many turns it holds. */
export type ModelNews = Omit<Ground, 'codexBin'> | { readonly held: number };

/** The scripted model in a process of its own. */
export interface ModelProcess {
  readonly ground: Ground;
  /** Resolves when the model holds that many turns. */
  readonly holds: (turns: number) => Promise<void>;
  /** Lets the held turns go on. */
  readonly release: () => void;
  readonly close: () => Promise<void>;
}

/** Starts the model. Run from the top of the repository, as npm does. */
export const startModel = async (): Promise<ModelProcess> => {
  const child = fork(resolve('test/run-ts.mjs'), [resolve('test/bench/real/model-process.ts')], {
    execArgv: [],
  });
  const exited = once(child, 'exit');
  const gone = exited.then(() => Promise.reject(new Error('the process of the scripted model ended')));
  gone.catch(() => undefined);
  let held = 0;
  let onHeld: () => void = () => undefined;
  const place = await Promise.race([
    gone,
    new Promise<Omit<Ground, 'codexBin'>>((done) =>
      child.on('message', (news: ModelNews) => {
        if (!('held' in news)) return done(news);
        held = news.held;
        onHeld();
      }),
    ),
  ]);
  return {
    ground: { codexBin: findCodexBinary(), ...place },
    holds: (turns) =>
      Promise.race([
        gone,
        new Promise<void>((done) => {
          onHeld = () => void (held >= turns && done());
          onHeld();
        }),
      ]),
    release: () => {
      held = 0;
      child.send('release');
    },
    close: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
};
