import { concat, EMPTY, NEVER, Observable, of, throwError, timer, map } from 'rxjs';
import { failureOf, refusalOf } from '../../lib/rpc/refusals';
import { asked, askedMethods } from '../support/server-requests';
import { bookUnderTest, handlerTimeout } from '../support/server-request-book';

const approval = 'item/commandExecution/requestApproval';
const accept = { decision: 'accept' };

/** Lets promises settle, without time going by. */
const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0);

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('a server request that nobody handles', () => {
  it.each(askedMethods)('is refused at once: %s', (method) => {
    const { ask, answers, diagnostics, book } = bookUnderTest();
    ask(0, method);
    expect(answers).toEqual([{ id: 0, ...refusalOf(method) }]);
    expect(diagnostics).toEqual([expect.objectContaining({ kind: 'refused', method })]);
    expect(book.all().length).toBe(0);
  });

  it.each(['item/novel/ask', 'toString', '__proto__', 'constructor'])(
    'is refused when it is an unknown %s',
    (method) => {
      const { ask, answers } = bookUnderTest({ [approval]: () => accept });
      ask(0, method, {});
      expect(answers).toEqual([{ id: 0, error: expect.objectContaining({ code: -32601 }) }]);
    },
  );

  it.each([0, '', '0', -1, 'id', Number.MAX_SAFE_INTEGER])(
    'is answered under its own id %p, type and all',
    (id) => {
      const { ask, answers } = bookUnderTest();
      ask(id);
      expect(answers).toHaveLength(1);
      expect(Object.is(answers[0]!['id' as never], id)).toBe(true);
    },
  );

  it('is left alone where other clients of the server may answer', () => {
    const { ask, answers, diagnostics, book } = bookUnderTest({}, 'observe');
    ask(0);
    expect([answers, diagnostics, book.all().length]).toEqual([[], [], 0]);
  });
});

describe('a handler', () => {
  it.each<[string, unknown]>([
    ['value', accept],
    ['promise', Promise.resolve(accept)],
    ['thenable', { then: (done: (answer: unknown) => void) => done(accept) }],
    ['Observable', of(accept)],
    ['Observable that goes on', concat(of(accept, { decision: 'decline' }), NEVER)],
    [
      'Observable that fails later',
      concat(
        of(accept),
        throwError(() => new Error('later')),
      ),
    ],
  ])('answers with a %s', async (_what, returned) => {
    const { ask, answers, diagnostics, book } = bookUnderTest({ [approval]: () => returned }, 'observe');
    ask(0);
    await settle();
    expect(answers).toEqual([{ id: 0, result: accept }]);
    expect([diagnostics, book.all().length]).toEqual([[], 0]);
  });

  it('is given the params and where they came from', () => {
    const handler = jest.fn(() => accept);
    bookUnderTest({ [approval]: handler }).ask('id');
    expect(handler).toHaveBeenCalledWith(asked[approval], {
      id: 'id',
      threadId: 'thread',
      turnId: 'turn',
      signal: expect.any(AbortSignal),
    });
  });

  it('may take its time up to the deadline', () => {
    const { ask, answers } = bookUnderTest({
      [approval]: () => timer(handlerTimeout - 1).pipe(map(() => accept)),
    });
    ask(0);
    jest.advanceTimersByTime(handlerTimeout - 1);
    expect(answers).toEqual([{ id: 0, result: accept }]);
  });

  it('is not told to stop because of its own answer', async () => {
    const signals: AbortSignal[] = [];
    const { ask, answers } = bookUnderTest({
      [approval]: (_params, { signal }) => {
        signals.push(signal);
        return Promise.resolve(accept);
      },
    });
    ask(0);
    await settle();
    expect([answers.length, signals[0]!.aborted]).toEqual([1, false]);
  });

  const throwing = (error: unknown) => () => {
    throw error;
  };
  const error = new Error('in the handler');
  const cycle: Record<string, unknown> = { decision: 'accept' };
  cycle['self'] = cycle;
  const deep: unknown = JSON.parse('{"a":'.repeat(200) + '1' + '}'.repeat(200));

  it.each<[string, () => unknown]>([
    ['throws', throwing(error)],
    ['throws nothing at all', throwing(undefined)],
    ['rejects', () => Promise.reject(error)],
    ['fails', () => throwError(() => error)],
    ['answers nothing', () => undefined],
    ['promises nothing', () => Promise.resolve(undefined)],
    ['ends without an answer', () => EMPTY],
    ['never answers', () => NEVER],
    ['never resolves', () => new Promise(() => undefined)],
    ['answers null', () => null],
    ['answers true', () => true],
    ['answers text', () => 'accept'],
    ['answers a function', () => () => accept],
    ['answers a list', () => [accept]],
    ['answers another shape', () => ({ decision: 7 })],
    ['answers what was not offered', () => ({ decision: 'acceptForSession' })],
    ['answers nonsense', () => ({ decision: 'sure' })],
    ['answers a cycle', () => cycle],
    ['answers a BigInt', () => ({ ...accept, big: 1n })],
    ['answers deeper than the server reads', () => ({ ...accept, deep })],
    ['answers with a trap', () => ({ decision: 'accept', toJSON: throwing(error) })],
    [
      'changes its answer on the way',
      () => ({ ...accept, toJSON: () => ({ decision: 'acceptForSession' }) }),
    ],
    ['has a then that throws', () => Object.defineProperty({}, 'then', { get: throwing(error) })],
  ])('that %s is a refusal, once, with a diagnostic', async (_what, handler) => {
    const { ask, answers, diagnostics, book } = bookUnderTest({ [approval]: handler });
    ask(0);
    await jest.advanceTimersByTimeAsync(handlerTimeout);
    expect(answers).toEqual([{ id: 0, ...failureOf(approval) }]);
    expect(diagnostics).toEqual([expect.objectContaining({ kind: 'handler', method: approval })]);
    expect(book.all().length).toBe(0);
  });

  it.each([...askedMethods, 'item/novel/ask'])(
    'of %s that throws is a refusal in the words of that kind',
    (method) => {
      const { ask, answers, diagnostics } = bookUnderTest({ [method]: throwing(error) });
      ask(0, method, {});
      expect(answers).toEqual([{ id: 0, ...failureOf(method) }]);
      expect(diagnostics).toEqual([expect.objectContaining({ kind: 'handler', cause: error })]);
    },
  );

  it('may answer what nobody knows the shape of with any object, and with nothing else', () => {
    const returned: unknown[] = [{ any: 'thing' }, 'text', undefined];
    const { ask, answers } = bookUnderTest({ 'item/novel/ask': () => returned.shift() });
    for (const id of [0, 1, 2]) ask(id, 'item/novel/ask', {});
    const refused = failureOf('item/novel/ask');
    expect(answers).toEqual([
      { id: 0, result: { any: 'thing' } },
      { id: 1, ...refused },
      { id: 2, ...refused },
    ]);
  });

  it('that is late gets no say: the request was refused', async () => {
    const { ask, answers } = bookUnderTest({
      [approval]: () => new Promise((resolve) => setTimeout(() => resolve(accept), handlerTimeout + 1)),
    });
    ask(0);
    await jest.advanceTimersByTimeAsync(handlerTimeout + 1);
    expect(answers).toEqual([{ id: 0, ...failureOf(approval) }]);
  });

  it('is asked for its first answer only, and let go with it', () => {
    let left = 0;
    const { ask, answers } = bookUnderTest({
      [approval]: () =>
        new Observable((subscriber) => {
          subscriber.next(accept);
          subscriber.next({ decision: 'cancel' });
          return () => (left += 1);
        }),
    });
    ask(0);
    expect([answers, left]).toEqual([[{ id: 0, result: accept }], 1]);
  });
});
