import fc from 'fast-check';
import { NEVER, Observable, of } from 'rxjs';
import { failureOf, refusalOf } from '../../lib/rpc/refusals';
import type { ServerRequests } from '../../lib/rpc/server-requests';
import type { OutgoingMessage } from '../../lib/wire/message';
import { bookUnderTest, handlerTimeout, heldHandler } from '../support/server-request-book';

const approval = 'item/commandExecution/requestApproval';
const accept = { decision: 'accept' };

/** Lets promises settle, without time going by. */
const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0);

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('an open server request', () => {
  it.each<[string, (book: ServerRequests) => void]>([
    ['the server says that it is resolved', (book) => book.resolved(0)],
    ['its item ends', (book) => book.itemEnded('turn', 'c')],
    ['its turn ends', (book) => book.turnEnded('turn')],
    ['the connection ends', (book) => book.clear()],
  ])('is withdrawn when %s: the handler is told, and nothing is sent', async (_what, end) => {
    const { handler, calls } = heldHandler();
    const { book, ask, answers, diagnostics } = bookUnderTest({ [approval]: handler });
    ask(0);
    end(book);
    expect([calls[0]!.context.signal.aborted, book.all().length]).toEqual([true, 0]);
    calls[0]!.resolve(accept);
    await jest.advanceTimersByTimeAsync(handlerTimeout);
    expect([answers, diagnostics]).toEqual([[], []]);
  });

  it.each<[string, (book: ServerRequests) => void]>([
    ['another request is resolved', (book) => book.resolved(1)],
    ['one is resolved whose id only looks the same', (book) => book.resolved('0')],
    ['nothing that is an id is resolved', (book) => [undefined, null, {}, NaN].forEach(book.resolved)],
    ['another item ends', (book) => book.itemEnded('turn', 'other')],
    ['an item of that id ends in another turn', (book) => book.itemEnded('other', 'c')],
    ['another turn ends', (book) => book.turnEnded('other')],
  ])('stays open when %s', async (_what, happen) => {
    const { handler, calls } = heldHandler();
    const { book, ask, answers } = bookUnderTest({ [approval]: handler });
    ask(0);
    happen(book);
    expect([calls[0]!.context.signal.aborted, book.all().length]).toEqual([false, 1]);
    calls[0]!.resolve(accept);
    await settle();
    expect(answers).toEqual([{ id: 0, result: accept }]);
  });

  it('is a tool call that ends with its item, since the server never says that it is resolved', () => {
    const { handler, calls } = heldHandler();
    const { book, ask, answers } = bookUnderTest({ 'item/tool/call': handler });
    ask(0, 'item/tool/call');
    book.itemEnded('turn', 'call');
    expect([calls[0]!.context.signal.aborted, answers]).toEqual([true, []]);
  });

  it('is let go of: its Observable is unsubscribed', () => {
    let left = 0;
    const { book, ask } = bookUnderTest({ [approval]: () => new Observable(() => () => (left += 1)) });
    ask(0);
    book.turnEnded('turn');
    expect(left).toBe(1);
  });

  it('swallows what its handler fails with because it was told to stop', async () => {
    const { book, ask, answers, diagnostics } = bookUnderTest({
      [approval]: (_params, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    });
    ask(0);
    book.resolved(0);
    await settle();
    expect([answers, diagnostics]).toEqual([[], []]);
  });

  it('tells its handler when its time is up', () => {
    const { handler, calls } = heldHandler();
    const { ask, answers } = bookUnderTest({ [approval]: handler });
    ask(0);
    jest.advanceTimersByTime(handlerTimeout);
    expect([calls[0]!.context.signal.aborted, answers]).toEqual([true, [{ id: 0, ...failureOf(approval) }]]);
  });

  it('that is asked again under its id, as after a resume, is answered once, by the newer call', async () => {
    const { handler, calls } = heldHandler();
    const { book, ask, answers } = bookUnderTest({ [approval]: handler });
    ask(0);
    ask(0);
    expect([calls.map(({ context }) => context.signal.aborted), book.all().length]).toEqual([
      [true, false],
      1,
    ]);
    calls[0]!.resolve({ decision: 'cancel' });
    await settle();
    expect(answers).toEqual([]);
    calls[1]!.resolve(accept);
    await settle();
    expect(answers).toEqual([{ id: 0, result: accept }]);
  });

  it('may be one of several, which finish in any order', async () => {
    const { handler, calls } = heldHandler();
    const { ask, answers } = bookUnderTest({ [approval]: handler });
    ask(0);
    ask(1);
    ask('0');
    for (const index of [1, 2, 0]) {
      calls[index]!.resolve(accept);
      await settle();
    }
    expect(answers).toEqual([1, '0', 0].map((id) => ({ id, result: accept })));
  });

  it.each<[string, () => unknown]>([
    ['answers', () => accept],
    ['answers with an Observable', () => of(accept)],
    ['throws', () => JSON.parse('') as unknown],
    ['takes its time', () => NEVER],
  ])('may be withdrawn by its own handler, which then %s: no frame, no timer', (_what, answer) => {
    const { book, ask, answers, diagnostics } = bookUnderTest({
      [approval]: () => {
        book.clear();
        return answer();
      },
    });
    ask(0);
    expect([answers, diagnostics, book.all().length, jest.getTimerCount()]).toEqual([[], [], 0, 0]);
  });

  it('does not keep others from being answered, whatever its handler does', () => {
    const { ask, answers } = bookUnderTest({
      hanging: () => NEVER,
      throwing: () => {
        throw new Error('no');
      },
    });
    for (const [id, method] of ['hanging', 'throwing', 'item/tool/call'].entries()) ask(id, method);
    expect(answers).toEqual([
      { id: 1, ...failureOf('throwing') },
      { id: 2, ...refusalOf('item/tool/call') },
    ]);
    jest.advanceTimersByTime(handlerTimeout);
    expect(answers).toHaveLength(3);
  });
});

describe('whatever happens in whatever order', () => {
  const operation = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<number | string>(0, 1, 2, '0', '').map((ask) => ({ ask })) },
    {
      weight: 4,
      arbitrary: fc.record({
        call: fc.nat(20),
        how: fc.constantFrom('accept', 'decline', 'nonsense', 'nothing', 'reject'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<number | string>(0, 1, 2, '0', '').map((resolved) => ({ resolved })),
    },
    { weight: 1, arbitrary: fc.constantFrom('turn', 'item').map((ended) => ({ ended })) },
    { weight: 1, arbitrary: fc.nat(handlerTimeout).map((wait) => ({ wait })) },
  );

  it('each request gets exactly one frame, or none when it was withdrawn', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 60 }), async (operations) => {
        const { handler, calls } = heldHandler();
        const { book, ask, answers } = bookUnderTest({ [approval]: handler });
        /** The ids that are open, each with the number of the call that may answer it. */
        const open = new Map<unknown, number>();
        const expected: unknown[] = [];
        const deadlines = new Map<number, number>();
        let now = 0;
        const close = (id: unknown): void => {
          deadlines.delete(open.get(id)!);
          open.delete(id);
        };
        for (const step of operations) {
          if ('ask' in step) {
            close(step.ask);
            open.set(step.ask, calls.length);
            deadlines.set(calls.length, now + handlerTimeout);
            ask(step.ask);
          } else if ('call' in step) {
            const call = calls[step.call];
            const id = [...open].find(([, number]) => number === step.call)?.[0];
            if (step.how === 'reject') call?.reject(new Error('no'));
            else if (step.how === 'nothing') call?.resolve(undefined);
            else call?.resolve({ decision: step.how });
            await settle();
            if (call && id !== undefined) {
              const refused = !['accept', 'decline'].includes(step.how);
              expected.push({ id, ...(refused ? failureOf(approval) : { result: { decision: step.how } }) });
              close(id);
            }
          } else if ('resolved' in step) {
            book.resolved(step.resolved);
            close(step.resolved);
          } else if ('ended' in step) {
            if (step.ended === 'turn') book.turnEnded('turn');
            else book.itemEnded('turn', 'c');
            for (const id of [...open.keys()]) close(id);
          } else {
            now += step.wait;
            for (const [id, number] of [...open].sort(([, a], [, b]) => a - b)) {
              if (deadlines.get(number)! > now) continue;
              expected.push({ id, ...failureOf(approval) });
              close(id);
            }
            await jest.advanceTimersByTimeAsync(step.wait);
          }
          expect(answers).toEqual(expected as OutgoingMessage[]);
          expect(book.all().length).toBe(open.size);
        }
        book.clear();
        for (const { resolve } of calls) resolve(accept);
        await settle();
        expect(answers).toHaveLength(expected.length);
        expect(jest.getTimerCount()).toBe(0);
      }),
    );
  });
});
