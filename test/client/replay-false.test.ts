import { CodexTurnForgottenError } from '../../lib/errors/codex-turn-forgotten-error';
import { delta } from '../../lib/testing';
import { agentMessageItem } from '../../lib/testing/messages/items';
import { itemCompleted } from '../../lib/testing/messages/item-messages';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch } from '../support/memory-codex';

const [s, a, b, c] = [turnStarted(), delta('a'), delta('b'), turnCompleted()];
const methodsOf = ({
  values,
}: {
  readonly values: readonly { readonly method: string }[];
}): readonly string[] => values.map(({ method }) => method);
const methods = { s: 'turn/started', d: 'item/agentMessage/delta', c: 'turn/completed' };

/** A client that keeps nothing for late subscribers, and its one turn. */
const setUp = () => {
  const memory = memoryCodex({ replay: false });
  return { ...memory, turn: memory.client.turn('t') };
};

describe('with replay: false', () => {
  test('the first subscriber of a turn gets everything, a later one what comes from then on', () => {
    const { client, say, turn } = setUp();
    say(s, a);
    const first = watch(turn.events$);
    const second = watch(turn.events$);
    const other = watch(client.turn('t').events$);
    expect([methodsOf(first), second.values, other.values]).toEqual([[methods.s, methods.d], [], []]);
    say(b, c);
    expect(methodsOf(first)).toEqual([methods.s, methods.d, methods.d, methods.c]);
    for (const late of [second, other]) expect(methodsOf(late)).toEqual([methods.d, methods.c]);
    for (const { end } of [first, second, other]) expect(end()).toBe('complete');
  });

  test('all who are there from the start get everything', () => {
    const { say, turn } = setUp();
    const [events, text, result] = [watch(turn.events$), watch(turn.text$), watch(turn.result$)];
    say(s, a, b, itemCompleted(agentMessageItem('message', 'ab')), c);
    expect(events.values).toHaveLength(5);
    expect(text.values.at(-1)).toBe('ab');
    expect(result.values).toMatchObject([{ status: 'completed' }]);
  });

  test('a turn of a stream of turns has everything for who subscribes when it hears of it, or later', () => {
    const { client, say } = setUp();
    const turns = watch(client.turns$);
    say(s, a);
    const [turn] = turns.values;
    const events = watch(turn!.events$);
    say(c);
    expect(methodsOf(events)).toEqual([methods.s, methods.d, methods.c]);
    expect(events.end()).toBe('complete');
  });

  test('a turn that nobody has subscribed to is kept over its end, for the first', () => {
    const { client, say, turn } = setUp();
    say(s, a, c);
    const first = watch(turn.events$);
    expect(methodsOf(first)).toEqual([methods.s, methods.d, methods.c]);
    expect(first.end()).toBe('complete');
    expect(watch(client.turn('t').events$).values).toEqual([]);
  });

  test('a turn that somebody had and that is over is forgotten', () => {
    const { client, say, turn } = setUp();
    say(s, a);
    watch(turn.events$);
    say(c);
    for (const one of [turn, client.turn('t')]) {
      const late = watch(one.events$);
      expect([late.values, late.end()]).toEqual([[], { error: new CodexTurnForgottenError('t') }]);
    }
  });

  test('view$ of the client has the turn, and leaves everything to its first subscriber', () => {
    const { client, say, turn } = setUp();
    say(s, a);
    const view = watch(client.view$);
    view.unsubscribe();
    expect(view.values.at(-1)?.threads[0]?.turns).toMatchObject([
      { id: 't', items: [{ item: { text: 'a' } }] },
    ]);
    const late = watch(client.view$);
    say(b);
    expect(late.values.at(-1)?.threads[0]?.turns).toMatchObject([
      { id: 't', items: [{ item: { text: 'ab' } }] },
    ]);
    expect(methodsOf(watch(turn.events$))).toEqual([methods.s, methods.d, methods.d]);
  });

  test('hot streams, threads and approvals of the connection leave everything to the first subscriber', () => {
    const { client, say, turn } = setUp();
    for (const stream$ of [
      client.messages$,
      client.notifications$,
      client.thread('thread').events$,
      client.turns$,
    ])
      watch<unknown>(stream$);
    watch(turn.requests$);
    say(s, a);
    expect(methodsOf(watch(turn.events$))).toEqual([methods.s, methods.d]);
  });

  test.each([
    ['steer() that waits for the start', (turn: ReturnType<typeof setUp>['turn']) => turn.steer('more')],
    ['interrupt() that waits for the start', (turn: ReturnType<typeof setUp>['turn']) => turn.interrupt()],
  ])('%s leaves everything to the first subscriber', (_, act) => {
    const { client, say } = setUp();
    const [started] = watch(watch(client.startThread()).values[0]!.startTurn('hi')).values;
    watch<unknown>(act(started!));
    say(a, s, b);
    expect(methodsOf(watch(started!.events$))).toEqual([methods.d, methods.s, methods.d]);
  });

  test('a run ends with its result', () => {
    const { client, say } = setUp();
    const [thread] = watch(client.startThread()).values;
    const run = watch(thread!.run('hi'));
    say(s, a, itemCompleted(agentMessageItem('message', 'a')), c);
    expect(run.end()).toBe('complete');
    expect(run.values.length).toBeGreaterThan(0);
  });
});
