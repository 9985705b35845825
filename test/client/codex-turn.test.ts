import { map, type Observable } from 'rxjs';
import { createCodexTurn, type CodexTurn } from '../../lib/client/codex-turn';
import type { ClientCore } from '../../lib/client/core';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import { agentMessageItem, commandItem } from '../../lib/testing/messages/items';
import { itemCompleted, itemStarted } from '../../lib/testing/messages/item-messages';
import { commandApproval } from '../../lib/testing/messages/server-requests';
import {
  diffUpdated,
  planUpdated,
  tokenUsageUpdated,
  turnCompleted,
  turnStarted,
} from '../../lib/testing/messages/turn-messages';
import { delta } from '../../lib/testing';
import { withThread } from '../support/marble-thread';
import { memoryCodex, watch } from '../support/memory-codex';
import { routerUnderTest } from '../support/routing';

const messages = {
  s: turnStarted(),
  i: itemStarted(agentMessageItem('message')),
  d: delta('x'),
  m: itemCompleted(agentMessageItem('message', 'said')),
  o: itemStarted(commandItem('open', 'sleep 60')),
  r: { id: 0, ...commandApproval('open', 'sleep 60') },
  u: tokenUsageUpdated(3, 4),
  p: planUpdated([{ step: 'think', status: 'pending' }]),
  f: diffUpdated('+a'),
  c: turnCompleted(),
};

/** What each stream of a turn says, shortened to one word. */
const streams = {
  events: ({ events$ }: CodexTurn) => events$.pipe(map(({ method }) => method.split('/').at(-1))),
  requests: ({ requests$ }: CodexTurn) => requests$.pipe(map(({ id }) => id)),
  text: ({ text$ }: CodexTurn) => text$,
  items: ({ items$ }: CodexTurn) =>
    items$.pipe(
      map((items) => items.map(({ id, abandoned }) => (abandoned ? `${id} abandoned` : id)).join()),
    ),
  usage: ({ usage$ }: CodexTurn) => usage$.pipe(map(({ total }) => total.totalTokens)),
  plan: ({ plan$ }: CodexTurn) => plan$.pipe(map(({ plan }) => plan[0]!.step)),
  diff: ({ diff$ }: CodexTurn) => diff$,
  result: ({ result$ }: CodexTurn) =>
    result$.pipe(map(({ status, finalResponse }) => `${status} ${finalResponse}`)),
};
type Name = keyof typeof streams;

const values = {
  ...{ s: 'started', d: 'delta', m: 'completed', u: 'updated', r: 0 },
  ...{ x: 'x', y: 'xx', t: 'said', a: 'message', b: 'message,open', e: 'message,open abandoned' },
  ...{ n: 7, p: 'think', f: '+a', R: 'completed said' },
};

const cases: [name: Name, live: string][] = [
  // plays:     '-s-i-d-d-m-o-r-u-p-f-c'
  ['events', '  -s-s-d-d-m-s---u-u-u-(m|)'],
  ['requests', '-------------r-------|'],
  ['text', '    -----x-y-t-----------|'],
  ['items', '   ---a-----a-b---------(e|)'],
  ['usage', '   ---------------n-----|'],
  ['plan', '    -----------------p---|'],
  ['diff', '    -------------------f-|'],
  ['result', '  ---------------------(R|)'],
];

test.each(cases)('%s, live', (name, live) =>
  withThread({}, ({ client, server }, { expectObservable }) => {
    server.plays('-s-i-d-d-m-o-r-u-p-f-c', messages);
    expectObservable<unknown>(streams[name](client.turn('t'))).toBe(live.trim(), values);
  }),
);

const all = Object.entries(streams) as [Name, (turn: CodexTurn) => Observable<unknown>][];
const { s, i, d, m, o, r, u, p, f, c } = messages;

test('late subscribers get every event and request, and of the rest the newest value; then it goes on live', () => {
  const { client, say } = memoryCodex();
  say(s, i, d, d, m, o, r, u);
  const late = Object.fromEntries(all.map(([name, of]) => [name, watch(of(client.turn('t')))]));
  const seen = () =>
    Object.fromEntries(Object.entries(late).map(([name, watched]) => [name, [...watched.values]]));
  const before = {
    events: ['started', 'started', 'delta', 'delta', 'completed', 'started', 'updated'],
    requests: [0],
    text: ['said'],
    items: ['message,open'],
    usage: [7],
    plan: [],
    diff: [],
    result: [],
  };
  expect(seen()).toEqual(before);
  say(p, f, c);
  const whole = {
    ...before,
    events: [...before.events, 'updated', 'updated', 'completed'],
    items: ['message,open', 'message,open abandoned'],
    plan: ['think'],
    diff: ['+a'],
    result: ['completed said'],
  };
  expect(seen()).toEqual(whole);
  expect(Object.values(late).map(({ end }) => end())).toEqual(all.map(() => 'complete'));
  for (const [name, of] of all) {
    const after = watch(of(client.turn('t')));
    expect([name, after.end()]).toEqual([name, 'complete']);
    expect(after.values).toEqual(name === 'events' ? whole.events : whole[name].slice(-1));
  }
});

test('each subscriber has a state of its own; one that leaves takes nothing from the others', () => {
  const { client, say } = memoryCodex();
  const turn = client.turn('t');
  const [first, second] = [watch(turn.text$), watch(turn.text$)];
  say(s, d);
  first.unsubscribe();
  say(d);
  expect([first.values, second.values]).toEqual([['x'], ['x', 'xx']]);
});

describe('the loss of the connection', () => {
  const lost = new CodexTransportError('gone');

  test.each(all.map(([name]) => name))(
    '%s of a turn under way errors with it, also for late subscribers, behind the replay',
    (name) => {
      const { client, say, transport } = memoryCodex();
      say(s, i, d, r);
      const turn = client.turn('t');
      const watched = [watch<unknown>(streams[name](turn))];
      transport.fail(lost);
      watched.push(watch(streams[name](turn)), watch(streams[name](client.turn('t'))));
      const error = expect.objectContaining({
        name: 'CodexTransportError',
        subject: 'turn t',
        outcome: 'unknown',
        cause: lost,
      });
      expect(watched.map(({ end }) => end())).toEqual(Array(3).fill({ error }));
      expect(watched[1]!.values).toEqual(watched[2]!.values);
      if (name === 'text') expect(watched[1]!.values).toEqual(['x']);
      if (name === 'events') expect(watched[1]!.values).toHaveLength(3);
    },
  );

  test('a turn that had ended stays as it was', () => {
    const { client, say, transport } = memoryCodex();
    say(s, c);
    transport.fail(lost);
    expect(watch(client.turn('t').result$).values).toMatchObject([{ status: 'completed' }]);
  });

  test('a turn that never came: whoever waits gets the loss, before and after', () => {
    const { client, transport } = memoryCodex();
    const waiting = watch(client.turn('never').result$);
    transport.fail(lost);
    for (const end of [
      waiting.end(),
      watch(client.turn('never').result$).end(),
      watch(client.turn('other').events$).end(),
    ]) {
      expect(end).toMatchObject({ error: { shortMessage: 'gone', outcome: 'unknown' } });
    }
  });
});

describe('a turn by its id', () => {
  test('an id that is not known yet is waited for', () => {
    const { client, say } = memoryCodex();
    const turn = client.turn('t');
    const text = watch(turn.text$);
    expect(turn.threadId).toBeUndefined();
    say(s, d, c);
    expect(text.values).toEqual(['x']);
    expect(text.end()).toBe('complete');
    expect(turn.threadId).toBe('thread');
    expect(client.turn('t', { threadId: 'named' }).threadId).toBe('named');
  });

  test('waiting for an id makes no turn of it, and leaves nothing behind', () => {
    const { client, say } = memoryCodex();
    const turns = watch(client.turns$);
    const turn = client.turn('t');
    for (let round = 0; round < 3; round += 1) watch(turn.events$).unsubscribe();
    expect(turns.values).toEqual([]);
    say(s, c);
    expect(turns.values.map(({ id }) => id)).toEqual(['t']);
    // The same handle finds the turn that came while nobody waited.
    expect(watch(turn.events$).values.map(({ method }) => method)).toEqual([s.method, c.method]);
  });

  test('each subscription claims the id once and gives it back', () => {
    const { router } = routerUnderTest();
    const handle = createCodexTurn({ router } as Partial<ClientCore> as ClientCore, { id: 'never' });
    expect(router.counts().turns).toBe(0);
    const watched = all.map(([, of]) => watch(of(handle)));
    expect(router.counts().turns).toBe(1);
    watched.forEach(({ unsubscribe }) => unsubscribe());
    expect(router.counts().turns).toBe(0);
  });

  test('one whose events were pushed out errors, unless its handle was held from before', () => {
    const { client, say } = memoryCodex({ replay: { finishedTurns: 1 } });
    const [held, unheld] = [client.turn('t'), client.turn('t')];
    watch(held.events$);
    say(s, d, c, turnStarted({ turnId: 'u' }), turnCompleted({ turnId: 'u' }));
    for (const turn of [unheld, client.turn('t')]) {
      for (const [name, of] of all) {
        expect([name, watch(of(turn)).end()]).toMatchObject([
          name,
          { error: { name: 'CodexTurnForgottenError', turnId: 't' } },
        ]);
      }
    }
    expect(watch(held.text$).values).toEqual(['x']);
    expect(watch(held.events$).values).toHaveLength(3);
    expect(watch(client.turn('u').events$).end()).toBe('complete');
  });

  test('the handle on turns$ is held from the first event', () => {
    const { client, say } = memoryCodex({ replay: { finishedTurns: 0 } });
    const turns = watch(client.turns$);
    say(s, d, c);
    expect(watch(turns.values[0]!.text$).values).toEqual(['x']);
  });
});
