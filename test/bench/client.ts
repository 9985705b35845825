import { firstValueFrom } from 'rxjs';
import { createCodexClient, type CodexClient } from '../../lib/index.js';
import { stdioTransport } from '../../lib/node.js';
import { startClock, type Contestant } from './contestant';
import { turnIdOf } from './mix';

/** How codex-rx is used. */
export interface ClientUse {
  readonly turns: number;
  /** Whether each turn has a subscriber from its beginning, or none. */
  readonly subscribed: boolean;
  readonly validate: boolean;
}

/** codex-rx from the pipe to its subscribers. */
export const client = ({ turns, subscribed, validate }: ClientUse): Contestant => ({
  name: `codex-rx, ${subscribed ? 'a subscriber per turn' : 'nobody subscribed'}, ${validate ? 'validated' : 'unvalidated'}`,
  turns,
  floor: false,
  unit: subscribed ? 'turn events' : 'characters',
  run: async ({ command, args, settle }) => {
    const codex = createCodexClient(stdioTransport({ command, args }), { validate });
    let received = 0;
    if (subscribed) {
      codex.turns$.subscribe((turn) => {
        turn.events$.subscribe({ next: () => (received += 1), error: () => undefined });
      });
    }
    const request = () => firstValueFrom(codex.request('thread/loaded/list', {}, { timeout: 600_000 }));
    await firstValueFrom(codex.ready$);
    await request();
    received = 0;
    await settle();
    const clock = startClock();
    await request();
    const spent = clock();
    if (!subscribed) received = keptBy(codex, turns);
    await codex.close();
    return { ...spent, received };
  },
});

/** How much there is for late subscribers. */
const keptBy = (codex: CodexClient, turns: number): number => {
  let kept = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const reader = codex.turn(turnIdOf(turn)).events$.subscribe((event) => {
      if (event.method === 'item/agentMessage/delta') kept += event.params.delta.length;
      else if (event.method !== 'turn/started') kept += 1;
    });
    reader.unsubscribe();
  }
  return kept;
};
