import { concat, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { toAsyncIterable } from '../../lib/operators/to-async-iterable';
import { everyCase, sourceOf, type CaseName } from '../support/diagrams';
import { marbles } from '../support/marbles';

/** Reads an iterable to its end; the error, if it ends with one, comes last. */
const readAll = async (iterable: AsyncIterable<unknown>): Promise<unknown[]> => {
  const read: unknown[] = [];
  try {
    for await (const value of iterable) read.push(value);
  } catch (error) {
    read.push({ error });
  }
  return read;
};

/** A source, when it is subscribed to, and what four reads that are asked for at once are given in the end. */
interface Reading {
  readonly source: string;
  readonly subscribed: string;
  readonly reads: readonly unknown[];
  /** When the loop is left, if it is. */
  readonly leaves?: string;
}

const [done, unsettled, failed] = ['done', 'unsettled', { error: 'error' }];

/** It has no stream behind it that marbles could show: what is shown is the source, and what the reads are given. */
const cases: Readonly<Record<CaseName, Reading>> = {
  never: {
    source: '    -------',
    subscribed: '^------',
    reads: [unsettled, unsettled, unsettled, unsettled],
  },
  empty: {
    source: '    ---|',
    subscribed: '^--!',
    reads: [done, done, done, done],
  },
  one: {
    source: '    --a--|',
    subscribed: '^----!',
    reads: ['a', done, done, done],
  },
  many: {
    source: '    -a-b-c-|',
    subscribed: '^------!',
    reads: ['a', 'b', 'c', done],
  },
  error: {
    source: '    -a-b-#',
    subscribed: '^----!',
    reads: ['a', 'b', failed, done],
  },
  'early error': {
    source: '    #',
    subscribed: '(^!)',
    reads: [failed, done, done, done],
  },
  'early unsubscribe': {
    source: '    -a-b-c-|',
    subscribed: '^---!',
    leaves: '    ----l',
    reads: ['a', 'b', done, done],
  },
  'synchronous source': {
    source: '    (abc|)',
    subscribed: '(^!)',
    reads: ['a', 'b', 'c', done],
  },
};

/** What a read was given so far. */
const outcomeOf = (read: Promise<IteratorResult<unknown>>): Promise<unknown> =>
  Promise.race([
    read.then(
      ({ done: ended, value }) => (ended ? done : value),
      (error: unknown) => ({ error }),
    ),
    new Promise((resolve) => setImmediate(resolve, unsettled)),
  ]);

describe('toAsyncIterable', () => {
  it.each(everyCase(cases))('follows its source: %s', async (name, { source, subscribed, leaves, reads }) => {
    let asked: Promise<IteratorResult<unknown>>[] = [];
    marbles((helpers) => {
      const { source$, subscriptions } = sourceOf(name, source, { a: 'a', b: 'b', c: 'c' }, helpers);
      const iterator = toAsyncIterable(source$)[Symbol.asyncIterator]();
      asked = reads.map(() => iterator.next());
      if (leaves !== undefined) helpers.cold(leaves).subscribe(() => void iterator.return?.());
      helpers.expectSubscriptions(subscriptions).toBe(subscribed);
    });
    expect(await Promise.all(asked.map(outcomeOf))).toEqual(reads);
  });

  it('has an answer to a loop that throws: it leaves its source', async () => {
    const fault = new Error('in the loop');
    const subject = new Subject<number>();
    const looped = (async () => {
      for await (const value of toAsyncIterable(subject)) if (value === 2) throw fault;
    })();
    for (const value of [1, 2, 3]) subject.next(value);
    await expect(looped).rejects.toBe(fault);
    expect(subject.observed).toBe(false);
  });

  it('has an answer to a source that throws while it is subscribed to: the read is given the error', async () => {
    const fault = new Error('in the source');
    const source$ = new Observable<number>(() => {
      throw fault;
    });
    expect(await readAll(toAsyncIterable(source$))).toEqual([{ error: fault }]);
  });

  it('gives the error after what had come', async () => {
    const fault = new Error('no');
    const source$ = concat(
      of(1, 2),
      throwError(() => fault),
    );
    expect(await readAll(toAsyncIterable(source$))).toEqual([1, 2, { error: fault }]);
  });

  it('tells the error once; who reads on is at the end', async () => {
    const iterator = toAsyncIterable(throwError(() => new Error('no')))[Symbol.asyncIterator]();
    await expect(iterator.next()).rejects.toThrow('no');
    await expect(iterator.next()).resolves.toEqual({ done: true, value: undefined });
  });

  it('gives values to reads that wait, first come first served', async () => {
    const subject = new Subject<number>();
    const iterator = toAsyncIterable(subject)[Symbol.asyncIterator]();
    const reads = [iterator.next(), iterator.next(), iterator.next()];
    subject.next(1);
    subject.next(2);
    subject.complete();
    expect(await Promise.all(reads)).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
      { done: true, value: undefined },
    ]);
  });

  it('subscribes with the first read, once for each iteration, and leaves with it', async () => {
    let subscriptions = 0;
    let left = 0;
    const source$ = new Observable<number>((subscriber) => {
      subscriptions += 1;
      subscriber.next(subscriptions);
      return () => (left += 1);
    });
    const iterable = toAsyncIterable(source$);
    const unread = iterable[Symbol.asyncIterator]();
    expect(subscriptions).toBe(0);
    await unread.return?.();
    expect(subscriptions).toBe(0);
    for await (const value of iterable) {
      expect([value, left]).toEqual([1, 0]);
      break;
    }
    for await (const value of iterable) {
      expect(value).toBe(2);
      break;
    }
    expect([subscriptions, left]).toEqual([2, 2]);
  });

  it('ends reads that wait when it is left', async () => {
    const iterator = toAsyncIterable(NEVER)[Symbol.asyncIterator]();
    const read = iterator.next();
    await iterator.return?.();
    expect(await read).toEqual({ done: true, value: undefined });
  });

  it.each([
    [
      'error' as const,
      [0, 1, 2, { error: expect.objectContaining({ name: 'CodexOverflowError', limit: 3 }) }],
    ],
    ['dropOldest' as const, [7, 8, 9]],
    ['dropNewest' as const, [0, 1, 2]],
  ])('when nobody reads in time: %s', async (overflow, expected) => {
    const subject = new Subject<number>();
    const iterator = toAsyncIterable(subject, { overflow, limit: 3 })[Symbol.asyncIterator]();
    const first = iterator.next();
    subject.next(-1);
    expect(await first).toEqual({ done: false, value: -1 });
    for (let value = 0; value < 10; value += 1) subject.next(value);
    subject.complete();
    expect(await readAll({ [Symbol.asyncIterator]: () => iterator })).toEqual(expected);
  });

  it('leaves its source when it runs over, a synchronous one too', async () => {
    let read = 0;
    const source$ = new Observable<number>((subscriber) => {
      while (!subscriber.closed && read < 1_000) subscriber.next((read += 1));
    });
    const values = await readAll(toAsyncIterable(source$, { limit: 5 }));
    expect(values).toEqual([1, 2, 3, 4, 5, { error: expect.objectContaining({ limit: 5 }) }]);
    expect(read).toBe(6);
    const subject = new Subject<number>();
    const iterator = toAsyncIterable(subject, { limit: 1 })[Symbol.asyncIterator]();
    const first = iterator.next();
    for (let value = 0; value < 5; value += 1) subject.next(value);
    await first;
    expect(subject.observed).toBe(false);
  });

  it.each([0, -1, 1.5, NaN, Infinity])('refuses a limit of %p', (limit) => {
    expect(() => toAsyncIterable(NEVER, { limit })).toThrow(/limit is/);
  });
});
