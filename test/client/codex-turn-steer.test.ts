import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch } from '../support/memory-codex';

const [s, c] = [turnStarted(), turnCompleted()];

describe('steer', () => {
  test('writes with the ids of the turn, its input and params, and emits the answer', () => {
    const { client, say, paramsOf } = memoryCodex();
    say(s);
    const steer$ = client.turn('t').steer('more', { clientUserMessageId: 'mine' });
    expect(paramsOf('turn/steer')).toEqual([]);
    const steered = watch(steer$);
    expect(steered.values).toEqual([{ turnId: 't' }]);
    expect(steered.end()).toBe('complete');
    const input = [{ type: 'text', text: 'more', text_elements: [] }];
    expect(paramsOf('turn/steer')).toEqual([
      { threadId: 'thread', expectedTurnId: 't', input, clientUserMessageId: 'mine' },
    ]);
  });

  test('waits for the start of the turn, known or not; unsubscribed before, nothing is sent', () => {
    const { client, say, paramsOf } = memoryCodex();
    const [started] = watch(watch(client.startThread()).values[0]!.startTurn('hi')).values;
    const waiting = [
      watch(started!.steer('a')),
      watch(client.turn('t').steer('b')),
      watch(client.turn('t').steer('c')),
    ];
    expect(paramsOf('turn/steer')).toEqual([]);
    waiting[2]!.unsubscribe();
    say(s);
    expect(paramsOf('turn/steer')).toMatchObject([{ input: [{ text: 'a' }] }, { input: [{ text: 'b' }] }]);
    expect(waiting.map(({ values: { length } }) => length)).toEqual([1, 1, 0]);
  });

  test('of a turn that is over is refused by the server; by a signal or the loss it ends early', () => {
    const { client, say, answers, transport } = memoryCodex();
    const reason = new Error('enough');
    const controller = new AbortController();
    const aborted = watch(client.turn('u').steer('a', {}, { signal: controller.signal }));
    controller.abort(reason);
    expect(aborted.end()).toEqual({ error: reason });
    answers('turn/steer', () => {
      throw new Error('no active turn to steer');
    });
    say(s, c);
    expect(watch(client.turn('t').steer('a')).end()).toMatchObject({ error: { name: 'CodexRequestError' } });
    const waiting = watch(client.turn('u').steer('a'));
    transport.fail();
    expect(waiting.end()).toMatchObject({ error: { name: 'CodexTransportError', subject: 'turn u' } });
  });
});
