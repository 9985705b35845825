import { NEVER, of, take } from 'rxjs';
import type { Approval } from '../../lib/rpc/approval';
import { failureOf, refusalOf } from '../../lib/rpc/refusals';
import type { ServerRequests } from '../../lib/rpc/server-requests';
import { valuesOf } from '../support/operator-cases';
import { bookUnderTest, handlerTimeout, watchedBook } from '../support/server-request-book';

const command = 'item/commandExecution/requestApproval';
const accept = { decision: 'accept' };
const decline = { decision: 'decline' };

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('approvals$', () => {
  it('without a subscriber leaves an approval to be refused at once', () => {
    const { ask, answers, book, approvals$ } = bookUnderTest();
    ask(0);
    expect([answers, book.all()]).toEqual([[{ id: 0, ...refusalOf(command) }], []]);
    expect(valuesOf(approvals$)).toEqual([]);
  });

  it('shows an approval to every subscriber, and to late ones as long as it is open', () => {
    const { ask, answers, approvals$, seen } = watchedBook();
    const other = valuesOf(approvals$);
    ask(0);
    ask(1);
    expect(seen.map(({ id }) => id)).toEqual([0, 1]);
    expect(other).toEqual(seen);
    expect(valuesOf(approvals$)).toEqual(seen);
    expect(answers).toEqual([]);
    expect(seen.map((approval) => approval.accept())).toEqual([true, true]);
    expect(valuesOf(approvals$)).toEqual([]);
    expect(answers).toEqual([0, 1].map((id) => ({ id, result: accept })));
  });

  it('keeps an approval open whose subscriber left: somebody may hold it', () => {
    const { ask, answers, approvals$ } = bookUnderTest();
    const held: Approval[] = [];
    approvals$.pipe(take(1)).subscribe((approval) => held.push(approval));
    ask(0);
    ask(1);
    expect(answers).toEqual([{ id: 1, ...refusalOf(command) }]);
    expect(held[0]!.accept()).toBe(true);
  });

  it('declines what nobody answers in time, and says so', () => {
    const { ask, answers, diagnostics, seen } = watchedBook();
    ask(0);
    jest.advanceTimersByTime(handlerTimeout - 1);
    expect(answers).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(answers).toEqual([{ id: 0, ...failureOf(command) }]);
    expect(diagnostics).toMatchObject([{ kind: 'handler', method: command }]);
    expect(valuesOf(seen[0]!.settled$)).toEqual([{ by: 'timeout', answer: decline }, 'complete']);
    expect([seen[0]!.accept(), answers.length]).toEqual([false, 1]);
  });

  it.each<[string, object]>([
    ['whose params failed their codec', { invalid: true }],
    ['of a kind that nobody knows', { params: { kind: 'novel', command: 'x' } }],
    ['of an unknown method', { method: 'item/novel/requestApproval' }],
    ['that is no approval', { method: 'item/tool/requestUserInput' }],
  ])('does not show a request %s: it is refused', (_, fields) => {
    const { book, answers, seen } = watchedBook();
    const request = { id: 0, method: command, params: {}, ...fields };
    book.receive(request, 'thread', 'turn');
    expect([seen, answers]).toEqual([[], [{ id: 0, ...refusalOf(request.method) }]]);
  });

  it('completes with the connection, for late subscribers too; what is open cannot be answered any more', () => {
    const { ask, book, answers, seen } = watchedBook();
    ask(0);
    book.clear();
    expect(valuesOf(seen[0]!.settled$)).toEqual([{ by: 'connection' }, 'complete']);
    expect([seen[0]!.accept(), answers]).toEqual([false, []]);
  });

  it('where other clients may answer leaves alone what nobody took', () => {
    const { ask, answers, book } = bookUnderTest({}, 'observe');
    ask(0);
    expect([answers, book.all()]).toEqual([[], []]);
  });

  it('survives a subscriber that throws: the others see the approval, and it can be answered', () => {
    const { ask, answers, approvals$ } = bookUnderTest();
    const thrown = new Error('subscriber');
    approvals$.subscribe(() => {
      throw thrown;
    });
    const seen = valuesOf(approvals$) as Approval[];
    ask(0);
    expect(seen[0]!.accept()).toBe(true);
    expect(answers).toEqual([{ id: 0, result: accept }]);
    // RxJS reports what a subscriber throws on a timer of its own.
    expect(() => jest.runAllTimers()).toThrow(thrown);
  });
});

describe('an approval is settled once', () => {
  it.each<[string, (book: ServerRequests) => void, string]>([
    ['the server', (book) => book.resolved(0), 'server'],
    ['the end of its item', (book) => book.itemEnded('turn', 'c'), 'item'],
    ['the end of its turn', (book) => book.turnEnded('turn'), 'turn'],
    ['the end of the connection', (book) => book.clear(), 'connection'],
  ])('by %s: it is withdrawn, and no answer is sent', (_, end, by) => {
    const { ask, book, answers, seen } = watchedBook();
    const changes = valuesOf(book.changes$);
    ask(0);
    const early = valuesOf(seen[0]!.settled$);
    end(book);
    expect(early).toEqual([{ by }, 'complete']);
    expect([seen[0]!.accept(), seen[0]!.decline(), seen[0]!.cancel()]).toEqual([false, false, false]);
    expect(answers).toEqual([]);
    expect(changes.slice(0, 2)).toMatchObject([{ type: 'opened' }, { type: 'settled', settlement: { by } }]);
  });

  it('by its first answer', () => {
    const { ask, answers, seen } = watchedBook();
    ask(0);
    expect([seen[0]!.decline(), seen[0]!.accept(), seen[0]!.decline()]).toEqual([true, false, false]);
    expect(answers).toEqual([{ id: 0, result: decline }]);
    expect(valuesOf(seen[0]!.settled$)).toEqual([{ by: 'approval', answer: decline }, 'complete']);
  });

  it('the same id asked anew is another approval: the old one answers nothing', () => {
    const { ask, answers, seen } = watchedBook();
    ask(0);
    ask(0);
    expect(valuesOf(seen[0]!.settled$)).toEqual([{ by: 'replaced' }, 'complete']);
    expect([seen[0]!.accept(), answers]).toEqual([false, []]);
    expect([seen[1]!.accept(), answers.length]).toEqual([true, 1]);
  });

  it('one that is answered in reaction to another, and one that is answered as it comes', () => {
    const { ask, answers, approvals$ } = bookUnderTest();
    approvals$.subscribe((approval) => approval.accept());
    ask(0);
    ask(1);
    expect(answers).toEqual([0, 1].map((id) => ({ id, result: accept })));
  });
});

describe('with a handler', () => {
  it('which answers at once, nobody else is asked', () => {
    const { ask, answers, seen } = watchedBook({ [command]: () => of(accept) });
    ask(0);
    expect([seen, answers]).toEqual([[], [{ id: 0, result: accept }]]);
  });

  it('which takes its time, the approval is shown too, and the first decision wins', () => {
    let signal: AbortSignal | undefined;
    const { ask, answers, seen } = watchedBook({
      [command]: (_, context) => {
        ({ signal } = context);
        return NEVER;
      },
    });
    ask(0);
    expect([seen[0]!.decline(), signal!.aborted]).toEqual([true, true]);
    expect(answers).toEqual([{ id: 0, result: decline }]);
  });

  it('the approval is there for who subscribes later', () => {
    const { ask, answers, approvals$ } = bookUnderTest({ [command]: () => NEVER });
    ask(0);
    const [late] = valuesOf(approvals$) as Approval[];
    expect([late!.accept(), answers.length]).toEqual([true, 1]);
  });

  it('a request has one deadline, whoever is asked', () => {
    const { ask, answers } = watchedBook({ [command]: () => NEVER });
    ask(0);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(handlerTimeout);
    expect(answers).toHaveLength(1);
  });
});
