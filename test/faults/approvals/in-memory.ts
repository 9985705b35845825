import { NEVER, of, Subscription, throwError, timer } from 'rxjs';
import {
  askPerson,
  createCodexClient,
  declineAfter,
  inMemoryTransport,
  type CodexClientOptions,
} from '../../../lib/index';
import { marbleText, type MarbleMessage } from '../../../lib/testing/marble-text';
import { createMarbleAnswers } from '../../../lib/testing/marble-answers';
import type { SentMessage } from '../../../lib/testing/marble-codex';
import { actOn, type Outcome } from './episode';
import type { Draw } from './random';

const method = 'item/commandExecution/requestApproval';

interface Asked {
  open: boolean;
  runs: number;
  accepts: number;
  frames: number;
}

/** How a handler of approvals behaves. */
const handlers = ['none', 'accepts', 'declines', 'throws', 'fails', 'nonsense', 'never', 'late'] as const;

/** Short, so that episodes in which nobody answers end soon, in ms. */
const deadline = 4;

/**
 * One episode with a server in memory that runs a command when it is told to, and with users of every kind.
 *
 * @param tamper changes a frame on its way to the server: a planted bug
 */
export const memoryEpisode = async (
  draw: Draw,
  tamper: (message: SentMessage) => SentMessage = (message) => message,
): Promise<readonly Outcome[]> => {
  const all: Asked[] = [];
  const byId = new Map<unknown, Asked>();
  const answers = createMarbleAnswers({});
  const transport = inMemoryTransport({
    onMessage: (sent, server) => {
      const message = tamper(sent as SentMessage);
      answers.answer(message, (answer) => server.send(marbleText(answer)));
      if (message.method !== undefined || message.id === undefined) return;
      const asked = byId.get(message.id);
      if (!asked) return;
      asked.frames += 1;
      const decision = (message.result as { readonly decision?: unknown } | undefined)?.decision;
      if (asked.open && decision === 'accept') asked.runs += 1;
      asked.open = false;
    },
  });
  const say = (...messages: readonly MarbleMessage[]): void => {
    for (const message of messages) transport.send(marbleText(message));
  };
  let current: Asked | undefined;
  const yes = (): { readonly decision: 'accept' } => {
    if (current) current.accepts += 1;
    return { decision: 'accept' };
  };
  const kind = draw.of(handlers);
  const handler = (): unknown => {
    switch (kind) {
      case 'accepts':
        return yes();
      case 'declines':
        return of({ decision: 'decline' });
      case 'throws':
        throw new Error('handler');
      case 'fails':
        return throwError(() => new Error('handler'));
      case 'nonsense':
        return draw.of([undefined, null, 1, {}, { decision: 'yes' }, { decision: 'acceptForSession' }]);
      case 'late':
        return timer(3 * deadline);
      default:
        return NEVER;
    }
  };
  const options: CodexClientOptions = {
    handlerTimeout: deadline,
    handlers: kind === 'none' ? {} : { [method]: handler as never },
  };
  const client = createCodexClient(transport, options);
  const held = new Subscription();
  const asksPerson = draw.chance(0.2);
  if (draw.chance(0.7)) {
    if (asksPerson) {
      const person$ = client.approvals$.pipe(
        declineAfter(2),
        askPerson(() => (draw.chance(0.5) ? of(true) : NEVER)),
      );
      held.add(
        person$.subscribe(({ decision, answered, approval }) => {
          const asked = byId.get(approval.id);
          if (asked && decision === 'accept' && answered) asked.accepts += 1;
        }),
      );
    } else {
      held.add(
        client.approvals$.subscribe((approval) => {
          const asked = byId.get(approval.id)!;
          const act = (): void => actOn(approval, draw, () => (asked.accepts += 1));
          if (draw.chance(0.6)) act();
          // Somebody who answers too late, or again.
          if (draw.chance(0.5)) held.add(timer(draw.int(3 * deadline)).subscribe(act));
        }),
      );
    }
  }
  const withdraw = (id: number): void => {
    const asked = byId.get(id)!;
    asked.open = false;
    const params = { threadId: 'thread', requestId: id };
    say({ method: 'serverRequest/resolved', params });
  };
  const count = 1 + draw.int(3);
  for (let round = 0; round < count; round += 1) {
    // The same id again is the same server after a resume, or another one that began to count anew.
    const id = draw.int(2);
    const asked: Asked = { open: true, runs: 0, accepts: 0, frames: 0 };
    const before = byId.get(id);
    if (before) before.open = false;
    all.push(asked);
    byId.set(id, asked);
    current = asked;
    const availableDecisions = ['accept', 'decline', 'cancel'];
    const params = {
      threadId: 'thread',
      turnId: 't',
      itemId: `c${round}`,
      startedAtMs: 1,
      command: 'x',
      availableDecisions,
    };
    say({ id, method, params });
    current = undefined;
    if (draw.chance(0.3)) await new Promise((resolve) => setTimeout(resolve, draw.int(deadline)));
    if (draw.chance(0.25)) withdraw(id);
  }
  if (draw.chance(0.2)) transport.fail();
  else await new Promise((resolve) => setTimeout(resolve, 2 * deadline));
  await client.close();
  held.unsubscribe();
  return all;
};
