import { filter, firstValueFrom, take } from 'rxjs';
import { createCodexClient, type Transport } from '../../../lib/index.js';
import { stdioTransport } from '../../../lib/node.js';
import type { Ground, Player, PlayerKind } from './player';

/** codex-rx over any transport. */
export const playOver = async (transport: Transport): Promise<Player> => {
  const client = createCodexClient(transport);
  await firstValueFrom(client.ready$);
  return {
    converse: async () => {
      const thread = await firstValueFrom(client.startThread());
      return {
        turn: async (prompt, onDelta) => {
          if (!onDelta) return (await firstValueFrom(thread.run(prompt))).finalResponse ?? '';
          const turn = await firstValueFrom(thread.startTurn(prompt));
          turn.text$
            .pipe(
              filter((text) => text !== ''),
              take(1),
            )
            .subscribe(onDelta);
          return (await firstValueFrom(turn.result$)).finalResponse ?? '';
        },
      };
    },
    close: () => client.close(),
  };
};

/** codex-rx as it is used: every default, one app-server. */
export const clientPlayer: PlayerKind = {
  name: 'codex-rx',
  start: ({ codexBin, env, cwd }: Ground) => playOver(stdioTransport({ codexBin, env, cwd })),
};
