import { refusalOf } from '../../lib/rpc/refusals';
import { valuesOf } from '../support/operator-cases';
import { bookUnderTest, watchedBook } from '../support/server-request-book';
import { asked } from '../support/server-requests';

const command = 'item/commandExecution/requestApproval';
const accept = { decision: 'accept' };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('what reacts to an answer as it is written', () => {
  it('cannot answer again', () => {
    const under = watchedBook();
    under.ask(0);
    const again: boolean[] = [];
    const [approval] = under.seen;
    under.react(() => void again.push(approval!.decline()));
    expect(approval!.accept()).toBe(true);
    expect([again, under.answers]).toEqual([[false], [{ id: 0, result: accept }]]);
  });

  it('does not take the answer from who gave it: a server that resolves it at once', () => {
    const under = watchedBook();
    under.ask(0);
    const settlements = valuesOf(under.seen[0]!.settled$);
    under.react(() => under.book.resolved(0));
    expect(under.seen[0]!.accept()).toBe(true);
    expect(settlements).toEqual([{ by: 'approval', answer: accept }, 'complete']);
  });

  it('may ask anew under the same id', () => {
    const under = watchedBook();
    under.ask(0);
    let anew = false;
    under.react(() => {
      if (!anew) under.ask(0);
      anew = true;
    });
    expect(under.seen[0]!.accept()).toBe(true);
    expect([under.seen[1]!.decline(), under.answers.length]).toEqual([true, 2]);
  });
});

describe('an approval that comes while those that are open are shown', () => {
  it('finds the subscriber there, and is shown behind them', () => {
    const { ask, answers, approvals$, subscription } = watchedBook();
    ask(0);
    ask(1);
    subscription.unsubscribe();
    const seen: unknown[] = [];
    const late = approvals$.subscribe((approval) => {
      seen.push(approval.id);
      if (approval.id === 0) ask(2);
      approval.accept();
    });
    expect(seen).toEqual([0, 1, 2]);
    expect(answers).toEqual([0, 1, 2].map((id) => ({ id, result: accept })));
    late.unsubscribe();
  });

  it('is not shown when it is settled before its turn comes', () => {
    const { ask, book, approvals$, subscription } = watchedBook();
    ask(0);
    ask(1);
    subscription.unsubscribe();
    const seen: unknown[] = [];
    approvals$.subscribe((approval) => {
      seen.push(approval.id);
      book.resolved(1);
      approval.accept();
    });
    expect(seen).toEqual([0]);
  });
});

describe('what cannot be understood', () => {
  it.each<[string, object]>([
    ['a kind that nobody knows', { params: { ...asked[command], kind: 'novel' } }],
    ['params that fail their codec', { params: { command: 5 }, invalid: true }],
  ])('is refused, whatever its handler would say: %s', (_, request) => {
    const handler = jest.fn(() => accept);
    const { book, answers } = bookUnderTest({ [command]: handler });
    book.receive({ id: 0, method: command, params: {}, ...request }, 'thread', 'turn');
    expect([handler.mock.calls.length, answers]).toEqual([0, [{ id: 0, ...refusalOf(command) }]]);
  });
});
