import { NEVER, of, throwError } from 'rxjs';
import { clientRequestResults } from '../../lib/protocol/generated/client-request-results';
import type { ClientRequestMethod } from '../../lib/protocol/generated/client-requests';
import { createMarbleAnswers } from '../../lib/testing/marble-answers';
import { marbleText } from '../../lib/testing/marble-text';

/** What one message is answered with. */
const answered = (answers: Readonly<Record<string, unknown>>, message: object): readonly unknown[] => {
  const sent: unknown[] = [];
  createMarbleAnswers(answers).answer(message, (answer) => sent.push(answer));
  return sent;
};
const request = { id: 7, method: 'a', params: { n: 1 } };

test.each(
  [
    ['thread/start', 'thread/resume', 'thread/fork', 'thread/unsubscribe'],
    ['turn/start', 'turn/steer', 'turn/interrupt'],
  ].flat(),
)('%s is answered as by a healthy server, with what its codec takes', (method) => {
  const [answer] = answered({}, { id: 1, method, params: { threadId: 'thread' } }) as [object];
  const { result } = JSON.parse(marbleText(answer)) as { result: unknown };
  expect(clientRequestResults[method as ClientRequestMethod].is(result)).toBe(true);
});

test('a resumed thread is the one that was asked for', () => {
  const message = { id: 1, method: 'thread/resume', params: { threadId: 'old' } };
  expect(answered({}, message)).toMatchObject([{ result: { thread: { id: 'old' } } }]);
});

test.each<[string, unknown, readonly unknown[]]>([
  ['a result', 5, [{ id: 7, result: 5 }]],
  ['null', null, [{ id: 7, result: null }]],
  ['an Observable', of(5, 6), [{ id: 7, result: 5 }]],
  ['a function', ({ n }: { n: number }) => n + 1, [{ id: 7, result: 2 }]],
  ['a function of an Observable', () => of(5), [{ id: 7, result: 5 }]],
  [
    'an error of JSON-RPC',
    throwError(() => ({ code: 1, message: 'm' })),
    [{ id: 7, error: { code: 1, message: 'm' } }],
  ],
  ['another error', throwError(() => 'text'), [{ id: 7, error: { code: -32603, message: 'text' } }]],
  [
    'a function that throws',
    () => {
      throw new Error('thrown');
    },
    [{ id: 7, error: { code: -32603, message: 'thrown' } }],
  ],
  ['silence', NEVER, []],
])('%s', (_, answer, expected) => {
  expect(answered({ a: answer }, request)).toEqual(expected);
});

test('what has no answer is refused, and says how to give it one', () => {
  expect(answered({}, request)).toEqual([
    {
      id: 7,
      error: {
        code: -32600,
        message: "marbleCodex has no answer to a: give it one with server.answers('a', result).",
      },
    },
  ]);
  expect(answered({}, { ...request, method: 'toString' })).toMatchObject([{ error: { code: -32600 } }]);
});

test('notifications and answers of the client are not answered', () => {
  expect(answered({ a: 1 }, { method: 'a', params: {} })).toEqual([]);
  expect(answered({ a: 1 }, { id: 1, result: {} })).toEqual([]);
});

test('a later answer takes the place of an earlier one', () => {
  const answers = createMarbleAnswers({ a: 1 });
  const sent: unknown[] = [];
  answers.set('a', 2);
  answers.answer(request, (answer) => sent.push(answer));
  expect(sent).toEqual([{ id: 7, result: 2 }]);
});
