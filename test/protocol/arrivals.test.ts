import { createArrivals } from '../../lib/protocol/arrivals';
import type { Arrival } from '../../lib/protocol/arrival';
import type { NotificationMessage } from '../../lib/protocol/message';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  command,
  itemCompleted,
  itemStarted,
  threadNamed,
  tokenUsage,
  turnCompleted,
  turnStarted,
  unknownNotification,
} from '../support/notifications';
import { deltaText, partsOf, withParams } from '../support/delta-texts';
import { recordedDeltas, recordedNotifications } from '../support/recordings/notification-texts';
import { scopeOf } from '../support/routing';
import { seededRandom } from './generated/support/random';

const textOf = (message: ServerNotification): string => JSON.stringify(message);

/** Arrivals, and what they are told to watch. */
const setUp = () => {
  const watched = new Set<string>();
  const watches = (method: string): boolean => watched.has('all') || watched.has(method);
  const arrivals = createArrivals({ scopeOf, watches, watchesAll: () => watched.has('all') });
  /** Takes a text as the client does. */
  const take = (text: string): Arrival =>
    arrivals.read(text) ?? arrivals.of(JSON.parse(text) as NotificationMessage, text);
  return { ...arrivals, take, watched };
};

const agentDelta = recordedDeltas().find(({ message }) => message.method === 'item/agentMessage/delta')!;
const deltaOf = (delta: string, turnId = 'turn-1'): string =>
  deltaText(
    withParams(partsOf(agentDelta.message), { delta: JSON.stringify(delta), turnId: JSON.stringify(turnId) }),
  );

/** How an arrival was read. */
const howOf = ({ line, message }: Arrival): string => (line ? 'by shape' : message ? 'parsed' : 'skimmed');

describe('createArrivals', () => {
  it.each([
    ['of a turn', tokenUsage(1), 'thread', 'turn'],
    ['of a thread', threadNamed('n'), 'thread', undefined],
    ['of neither', unknownNotification('skills/changed', { more: 1 }), undefined, undefined],
    [
      'with ids that are not of its method',
      unknownNotification('skills/changed', { threadId: 't', turnId: 'u' }),
      undefined,
      undefined,
    ],
    ['of an item', itemStarted(command('c')), 'thread', 'turn'],
  ])(
    'reads no more than the method and the ids of a notification %s that nobody watches',
    (_, message, threadId, turnId) => {
      const { read } = setUp();
      const text = textOf(message);
      expect(read(text)).toMatchObject({
        ...{ method: message.method, scope: scopeOf(message.method), text, threadId, turnId },
        ...{ message: undefined, line: undefined, event: undefined, unreadable: false },
      });
    },
  );

  it.each([
    ['a method that nobody knows', unknownNotification('novel', { threadId: 't' })],
    ['ids that are not among the params', turnStarted()],
    ['the end of a turn', turnCompleted()],
    ['a new thread', unknownNotification('thread/started', { thread: { id: 't', parentThreadId: 'p' } })],
    ['a sub-agent that was spawned', itemCompleted({ type: 'collabAgentToolCall', id: 'c' } as never)],
    ['what a sub-agent does', itemStarted({ type: 'subAgentActivity', id: 'c' } as never)],
  ])('leaves %s to be parsed', (_, message) => {
    expect(setUp().read(textOf(message))).toBeUndefined();
  });

  it('leaves an item to be parsed that may be of a sub-agent in another spelling', () => {
    const text = textOf(itemStarted({ type: 'subAgentActivity', id: 'c' } as never)).replace(
      'Activity',
      'Activit\\u0079',
    );
    expect(setUp().read(text)).toBeUndefined();
  });

  it.each(['', 'garbage', '[]', '{"id":1,"result":{}}', '{"id":1,"method":"ask","params":{}}'])(
    'reads nothing out of %j',
    (text) => {
      expect(setUp().read(text)).toBeUndefined();
    },
  );

  it('leaves to be parsed what somebody watches, and only that', () => {
    const { read, watched } = setUp();
    const how = (): readonly boolean[] =>
      [tokenUsage(1), threadNamed('n')].map((message) => read(textOf(message)) !== undefined);
    expect(how()).toEqual([true, true]);
    watched.add('thread/name/updated');
    expect(how()).toEqual([true, false]);
    watched.add('all');
    expect(how()).toEqual([false, false]);
    watched.clear();
    expect(how()).toEqual([true, true]);
  });

  it('makes of a parsed message an arrival that has it', () => {
    const message = turnStarted({ turnId: 'u', threadId: 't' });
    const arrival = setUp().of(message, textOf(message));
    expect(arrival).toMatchObject({
      method: 'turn/started',
      threadId: 't',
      turnId: 'u',
      text: textOf(message),
    });
    expect(arrival.message).toBe(message);
  });

  it('says of every recorded notification where it belongs, as the parsed message does', () => {
    const { take } = setUp();
    const how = { skimmed: 0, parsed: 0, 'by shape': 0 };
    for (const { text, message } of recordedNotifications()) {
      const arrival = take(text);
      const { threadId, turnId } = scopeOf(message.method);
      expect([arrival.method, arrival.threadId, arrival.turnId, arrival.text]).toEqual([
        ...[message.method, threadId(message.params), turnId(message.params), text],
      ]);
      how[howOf(arrival) as keyof typeof how] += 1;
    }
    expect(how.skimmed).toBeGreaterThan(how.parsed);
    expect(how['by shape']).toBeGreaterThan(20);
  });

  describe('a delta', () => {
    it.each([true, false])(
      'is never skimmed, and like the one before it is read by its shape, watched (%p) or not',
      (all) => {
        const { take, watched } = setUp();
        if (all) watched.add('all');
        const how = [...'abcdef'].map((letter) => howOf(take(deltaOf(letter))));
        expect(how).toEqual(['parsed', 'parsed', ...Array<string>(4).fill('by shape')]);
      },
    );

    it.each([true, false])('is read by its shape in 100 turns at once, watched (%p) or not', (all) => {
      const { take, watched } = setUp();
      if (all) watched.add('all');
      // Like those of the server: the end is random.
      const random = seededRandom(7);
      const hex = () => Array.from({ length: 12 }, () => random.below(16).toString(16)).join('');
      const turnIds = Array.from({ length: 100 }, () => `01a2034f-8176-7591-902b-${hex()}`);
      // Not all are learned at once: what was learned must be of use first.
      for (let round = 0; round < 8; round += 1) for (const turnId of turnIds) take(deltaOf('x', turnId));
      const how = turnIds.map((turnId) => howOf(take(deltaOf('y', turnId))));
      expect(how.filter((one) => one !== 'by shape')).toEqual([]);
    });

    it('is still read by its shape after a long row of deltas of reasoning', () => {
      const { take } = setUp();
      const { message } = recordedDeltas().find(
        ({ message: { method } }) => method === 'item/reasoning/summaryTextDelta',
      )!;
      for (let count = 0; count < 100; count += 1) take(deltaText(partsOf(message)));
      const how = [...'abcd'].map((letter) => howOf(take(deltaOf(letter))));
      expect(how.slice(2)).toEqual(['by shape', 'by shape']);
    });
  });

  describe('skimming that does not pay', () => {
    const usage = textOf(tokenUsage(1));

    it('stops for 256 texts, then is tried again', () => {
      const { read, parsedLate } = setUp();
      // One at a time: what pays is remembered for 32 texts, and a text that is parsed late takes three of them.
      for (let late = 0; late < 16; late += 1) {
        expect(read(usage)).toBeDefined();
        parsedLate();
      }
      const skimmed = Array.from({ length: 257 }, () => read(usage) !== undefined);
      expect(skimmed).toEqual([...Array<boolean>(256).fill(false), true]);
    });

    it('goes on while fewer than a third of it is parsed late', () => {
      const { read, parsedLate } = setUp();
      for (let round = 0; round < 1_000; round += 1) {
        for (let count = 0; count < 4; count += 1) expect(read(usage)).toBeDefined();
        parsedLate();
      }
    });

    it('does not keep deltas from being read by their shape', () => {
      const { parsedLate, take } = setUp();
      for (const letter of 'ab') take(deltaOf(letter));
      for (let late = 0; late < 100; late += 1) parsedLate();
      expect([howOf(take(usage)), howOf(take(deltaOf('c')))]).toEqual(['parsed', 'by shape']);
    });
  });
});
