import { marbleText, marbleTexts } from '../../lib/testing/marble-text';
import { commandApproval } from '../../lib/testing/messages/server-requests';
import { turnStarted } from '../../lib/testing/messages/turn-messages';

const never = (): number => {
  throw new Error('no id is wanted');
};

test('place holders become the ids of the diagrams, and ids that are given stay', () => {
  expect(JSON.parse(marbleText(turnStarted()))).toMatchObject({
    params: { threadId: 'thread', turn: { id: 't' } },
  });
  expect(JSON.parse(marbleText(turnStarted({ turnId: 'u' })))).toMatchObject({
    params: { threadId: 'thread', turn: { id: 'u' } },
  });
  expect(JSON.parse(marbleText({ id: 1, result: { text: 'of {{turnId}}', price: '$$5' } }))).toEqual({
    id: 1,
    result: { text: 'of t', price: '$5' },
  });
});

test('a string is sent as it is', () => {
  expect(marbleText('{"half": "$turnId')).toBe('{"half": "$turnId');
});

test('an unknown place holder is a mistake', () => {
  expect(() => marbleText({ method: 'a', params: '$itemId' })).toThrow(
    expect.objectContaining({ name: 'CodexOptionsError', message: expect.stringContaining('$$itemId') }),
  );
});

test('server requests ask for an id when they are sent; notifications, answers and ids that are there do not', () => {
  let id = 4;
  const approval = commandApproval('i', 'ls');
  const texts = marbleTexts('', {
    a: approval,
    b: { id: 'own', ...approval },
    c: turnStarted(),
    d: { id: 1, result: 2 },
  });
  expect(JSON.parse(texts['a']!(() => id++))).toMatchObject({
    id: 4,
    method: approval.method,
    params: { turnId: 't' },
  });
  expect(JSON.parse(texts['a']!(() => id++))).toMatchObject({ id: 5 });
  expect(JSON.parse(texts['b']!(never))).toMatchObject({ id: 'own' });
  expect(JSON.parse(texts['c']!(never))).not.toHaveProperty('id');
  expect(JSON.parse(texts['d']!(never))).toEqual({ id: 1, result: 2 });
});

test.each(['a-b', '(ab)|', '10ms a 1.5s b', ' a 2m (b#)', '-', ''])(
  '%p has a message for each of its letters',
  (marbles) => {
    expect(() => marbleTexts(marbles, { a: {}, b: {} })).not.toThrow();
  },
);

test.each([
  ['-c-', 'c'],
  ['10ms x', 'x'],
  ['a10ms', '1'],
  ['-toString', 't'],
])('%p has none for %p', (marbles, letter) => {
  expect(() => marbleTexts(marbles, { a: {} })).toThrow(
    `plays('${marbles}') has no message for '${letter}'.`,
  );
});
