import { concat, EMPTY, from, NEVER, Observable, of, Subject, throwError, type ObservableInput } from 'rxjs';
import { askPerson, type AskedApproval } from '../../lib/operators/ask-person';
import type { Decision } from '../../lib/operators/decidable';
import { fakeApproval, type FakeApproval } from '../support/approvals';
import { marbles } from '../support/marbles';
import { fail, operatorCases, valuesOf } from '../support/operator-cases';

type Answer = ObservableInput<boolean | Decision>;

/** An approval that can be answered again and again, for cases that ask about it more than once. */
const open = (): FakeApproval => ({ ...fakeApproval(), accept: () => true, settled$: NEVER });

describe('askPerson', () => {
  const [a, b, c] = [open(), open(), open()];
  const accepted = (approval: FakeApproval): AskedApproval<FakeApproval> => ({
    approval,
    decision: 'accept',
    answered: true,
  });
  operatorCases<FakeApproval, AskedApproval<FakeApproval>>({
    operator: () => askPerson(() => of(true)),
    source: { a, b, c },
    emitted: { x: accepted(a), y: accepted(b), z: accepted(c) },
    live: [accepted(a), accepted(b), accepted(c)],
    throwing: {
      ask: {
        operator: () => askPerson((approval) => (approval === b ? fail() : of(true))),
        source: '    -a-b-c-|',
        subscribed: '^------!',
        expected: '  -x-d-z-|',
        emitted: { d: { approval: b, decision: 'decline', answered: true } },
      },
    },
  });

  it.each<[string, Answer, Decision]>([
    ['yes', of(true), 'accept'],
    ['no', of(false), 'decline'],
    ['a word', of('cancel' as const), 'cancel'],
    ['the first of several answers', of(true, false), 'accept'],
    ['no answer', EMPTY, 'decline'],
    ['a failure', throwError(() => new Error('no')), 'decline'],
    ['consent for longer', of('acceptForSession' as Decision), 'decline'],
  ])('%s', (_, answer$, decision) => {
    const approval = fakeApproval();
    const asked = valuesOf(of(approval).pipe(askPerson(() => answer$)));
    expect(asked).toEqual([{ approval, decision, answered: true }, 'complete']);
    expect(approval.decision()).toBe(decision);
  });

  it('a question that cannot even be asked declines', () => {
    const approval = fakeApproval();
    const ask = (): Answer => {
      throw new Error('no window');
    };
    expect(valuesOf(of(approval).pipe(askPerson(ask)))).toEqual([
      { approval, decision: 'decline', answered: true },
      'complete',
    ]);
  });

  it('takes a promise for an answer, and a promise that rejects for no', async () => {
    const [yes, no] = [fakeApproval('yes'), fakeApproval('no')];
    const seen = valuesOf(
      from([yes, no]).pipe(
        askPerson(({ name }) => (name === 'yes' ? Promise.resolve(true) : Promise.reject(new Error('no')))),
      ),
    );
    await new Promise(setImmediate);
    expect(seen).toHaveLength(3);
    expect([yes.decision(), no.decision()]).toEqual(['accept', 'decline']);
  });

  it('gives a question up that is settled elsewhere, and says nothing of it', () => {
    let left = 0;
    const approval = fakeApproval();
    const seen = valuesOf(
      of(approval).pipe(askPerson(() => new Observable<boolean>(() => () => (left += 1)))),
    );
    approval.settleElsewhere();
    expect([seen, left, approval.decision()]).toEqual([['complete'], 1, 'elsewhere']);
  });

  it('does not ask what is settled already', () => {
    const approval = fakeApproval();
    approval.decline();
    let asked = 0;
    const question$ = new Observable<boolean>(() => void (asked += 1));
    expect(valuesOf(of(approval).pipe(askPerson(() => question$)))).toEqual(['complete']);
    expect(asked).toBeLessThanOrEqual(1);
  });

  it('answers in the order of the answers, and completes when all questions are answered', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const [slow, quick] = [fakeApproval('slow'), fakeApproval('quick')];
      const source$ = cold('  -s-q-|', { s: slow, q: quick });
      const subscribed = '    ^----!';
      const slowAnswer$ = cold('      -----y-n', { y: true, n: false });
      const slowAsked = '     -^----!';
      const quickAnswer$ = cold('       -n', { n: false });
      const quickAsked = '    ---^!';
      const expected = '      ----q-(s|)';
      const asked$ = source$.pipe(askPerson((one) => (one === slow ? slowAnswer$ : quickAnswer$)));
      expectObservable(asked$).toBe(expected, {
        s: { approval: slow, decision: 'accept', answered: true },
        q: { approval: quick, decision: 'decline', answered: true },
      });
      expectSubscriptions(source$.subscriptions).toBe(subscribed);
      expectSubscriptions(slowAnswer$.subscriptions).toBe(slowAsked);
      expectSubscriptions(quickAnswer$.subscriptions).toBe(quickAsked);
    }));

  it('asks about several at once, or one after another', () => {
    const approvals = ['a', 'b'].map(fakeApproval);
    const questions = new Map<string, Subject<boolean>>();
    const ask = ({ name }: FakeApproval): Answer => {
      const question = new Subject<boolean>();
      questions.set(name, question);
      return question;
    };
    valuesOf(concat(from(approvals), NEVER).pipe(askPerson(ask, 1)));
    expect([...questions.keys()]).toEqual(['a']);
    questions.get('a')!.next(true);
    expect([...questions.keys()]).toEqual(['a', 'b']);
    questions.clear();
    valuesOf(concat(from(['c', 'd'].map(fakeApproval)), NEVER).pipe(askPerson(ask)));
    expect([...questions.keys()]).toEqual(['c', 'd']);
  });

  it('gives all questions up when it is left; errors as its source does', () => {
    let left = 0;
    const ask = (): Answer => new Observable<boolean>(() => () => (left += 1));
    concat(from([fakeApproval(), fakeApproval()]), NEVER)
      .pipe(askPerson(ask))
      .subscribe()
      .unsubscribe();
    expect(left).toBe(2);
    const fault = new Error('source');
    const seen: unknown[] = valuesOf<AskedApproval<FakeApproval>>(
      throwError(() => fault).pipe(askPerson(ask)),
    );
    expect(seen).toEqual([{ error: fault }]);
  });
});
