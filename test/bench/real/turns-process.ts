// One player in a process of its own, that runs turns which the model holds. Started by held-memory.ts.
import process from 'node:process';
import { clientPlayer } from './client-player';
import type { Ground } from './player';
import { loadSdkPlayer } from './sdk-player';
import { holdPrompt, replyText } from './start-model';

/** What the process is told on its command line, as JSON. */
export interface TurnsTask {
  readonly ground: Ground;
  readonly turns: number;
  /** The folder of `@openai/codex-sdk`; codex-rx plays without one. */
  readonly sdk?: string;
}

const run = async ({ ground, turns, sdk }: TurnsTask): Promise<void> => {
  const kind = sdk === undefined ? clientPlayer : await loadSdkPlayer(sdk);
  globalThis.gc?.();
  process.send!('loaded');
  await new Promise((go) => process.once('message', go));
  const player = await kind!.start(ground);
  const conversations = [];
  for (let i = 0; i < turns; i += 1) conversations.push(await player.converse());
  const said = await Promise.all(conversations.map(({ turn }) => turn(holdPrompt)));
  await player.close();
  const wrong = said.find((text) => text !== replyText);
  if (wrong !== undefined) throw new Error(`a turn ended with ${JSON.stringify(wrong)}`);
  process.exit();
};

void run(JSON.parse(process.argv[2]!) as TurnsTask);
