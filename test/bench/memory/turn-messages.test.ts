import { join } from 'node:path';
import { serverNotificationParams } from '../../../lib/protocol/generated/server-notification-params.js';
import { readMix, threadIdOf, turnIdOf } from '../mix';
import { deltaText, writeBatch } from './turn-messages';

const mix = readMix(join(__dirname, '../../fixtures/transcripts/01-basic.jsonl'));

interface Message {
  readonly method: keyof typeof serverNotificationParams;
  readonly params: { readonly threadId: string };
}

describe('the messages of turns', () => {
  it.each([deltaText(3, 12), mix.completed(3)])('are valid: %s', (text) => {
    const { method, params } = JSON.parse(text) as Message;
    expect(serverNotificationParams[method].is(params)).toBe(true);
    expect(text).toContain(turnIdOf(3));
    expect(params.threadId).toBe(threadIdOf(3));
  });

  it('are as many as asked for, in rotation, from the beginning to the end of each turn', () => {
    const written: Message[] = [];
    writeBatch(mix, { first: 5, turns: 3, messagesEach: 4 }, (text) => written.push(JSON.parse(text)));
    expect(written.slice(0, 3).map(({ params }) => params.threadId)).toEqual([5, 6, 7].map(threadIdOf));
    expect(written.filter(({ params }) => params.threadId === threadIdOf(6))).toHaveLength(4);
    expect(written.map(({ method }) => method)).toEqual([
      ...Array(3).fill('turn/started'),
      ...Array(6).fill(expect.any(String)),
      ...Array(3).fill('turn/completed'),
    ]);
  });
});
