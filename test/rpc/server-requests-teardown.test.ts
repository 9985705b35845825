import { Observable } from 'rxjs';
import type { ServerRequests } from '../../lib/rpc/server-requests';
import { bookUnderTest, heldHandler } from '../support/server-request-book';

const approval = 'item/commandExecution/requestApproval';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('a handler whose teardown throws', () => {
  const throws = () =>
    new Observable(() => () => {
      throw new Error('teardown');
    });

  it.each<[string, (book: ServerRequests) => void]>([
    ['its turn ends', (book) => book.turnEnded('turn')],
    ['the connection ends', (book) => book.clear()],
  ])('keeps nothing else from being withdrawn when %s', (_, end) => {
    const { handler, calls } = heldHandler();
    const { book, ask, answers, diagnostics } = bookUnderTest({
      [approval]: throws,
      'item/tool/requestUserInput': handler,
    });
    ask(0);
    ask(1, 'item/tool/requestUserInput');
    expect(() => end(book)).not.toThrow();
    expect([book.all(), calls[0]!.context.signal.aborted, answers]).toEqual([[], true, []]);
    expect(diagnostics).toMatchObject([{ kind: 'handler', method: approval, cause: expect.any(Error) }]);
  });
});

test('what is not shown to anybody yet is not among those that are open', () => {
  const { book, ask, approvals$ } = bookUnderTest();
  const seen: number[] = [];
  approvals$.subscribe((one) => {
    seen.push(book.all().length);
    one.decline();
  });
  ask(0);
  expect([seen, book.all()]).toEqual([[0], []]);
});
