import { NEVER, Observable, Subject, throwError } from 'rxjs';
import { follow, sendAndForget, type Followed } from '../../../lib/client/actions/follow';
import type { ClientCore, InternalCallOptions } from '../../../lib/client/core';
import { CodexDecodeError } from '../../../lib/errors/codex-decode-error';
import { CodexTimeoutError } from '../../../lib/errors/codex-timeout-error';
import { watch } from '../../support/memory-codex';

type Story = Followed<string, string, string>;

/** Something that is followed, with every end of it in the test's hands. */
const underTest = (changes: Partial<Story> = {}) => {
  const events$ = new Subject<string>();
  const lost$ = new Subject<never>();
  const answer$ = new Subject<string>();
  const stopped: (string | undefined)[] = [];
  let write: () => void = () => undefined;
  const followed: Story = {
    start: ({ onWrite }: InternalCallOptions) =>
      new Observable((subscriber) => {
        write = onWrite!;
        return answer$.subscribe(subscriber);
      }),
    events$,
    answered: (response, sink) => sink.next(`answered ${response}`),
    happened: (event, response, sink) => {
      if (event === 'end') sink.complete();
      else if (event === 'fail') sink.error('failed');
      else sink.next(`${event} ${response ?? 'before'}`);
    },
    stop: (response) => {
      stopped.push(response);
      return true;
    },
    ...changes,
  };
  const seen = watch(follow({ lost$ } as Partial<ClientCore> as ClientCore, followed));
  return { seen, events$, lost$, answer$, stopped, write: () => write() };
};

test('tells the answer and what happens, before it and after, to the end', () => {
  const { seen, events$, answer$, stopped, write } = underTest();
  write();
  events$.next('one');
  answer$.next('A');
  events$.next('two');
  events$.next('end');
  expect([seen.values, seen.end()]).toEqual([['one before', 'answered A', 'two A'], 'complete']);
  expect([stopped, events$.observed]).toEqual([[], false]);
});

test('left while it goes on, it is stopped, once', () => {
  const { seen, answer$, stopped, write } = underTest();
  write();
  seen.unsubscribe();
  answer$.next('A');
  expect(stopped).toStrictEqual([undefined]);
});

test('left before the write, nothing is sent and nothing is stopped', () => {
  const { seen, answer$, stopped } = underTest();
  seen.unsubscribe();
  expect([stopped, answer$.observed]).toEqual([[], false]);
});

test('where only the answer says what is to be stopped, that is waited for', () => {
  const stopped: (string | undefined)[] = [];
  const { seen, answer$, write } = underTest({
    stop: (response) => {
      stopped.push(response);
      return response !== undefined;
    },
  });
  write();
  seen.unsubscribe();
  answer$.next('A');
  expect([stopped, seen.values]).toStrictEqual([[undefined, 'A'], []]);
});

test.each([
  ['its request fails', ({ answer$ }: ReturnType<typeof underTest>) => answer$.error('refused'), 'refused'],
  ['it fails', ({ events$ }: ReturnType<typeof underTest>) => events$.next('fail'), 'failed'],
  ['the connection ends', ({ lost$ }: ReturnType<typeof underTest>) => lost$.error('lost'), 'lost'],
])('errors when %s, and has nothing to stop', (_, fail, error) => {
  const all = underTest();
  all.write();
  fail(all);
  expect([all.seen.end(), all.stopped, all.events$.observed]).toEqual([{ error }, [], false]);
});

test.each([
  ['nobody answered in time', new CodexTimeoutError('process/spawn', 30)],
  ['its answer cannot be read', new CodexDecodeError('process/spawn', {}, [], [])],
])('stops what may have begun although %s, once', (_, error) => {
  const { seen, events$, answer$, stopped, write } = underTest();
  write();
  answer$.error(error);
  expect([seen.end(), stopped, events$.observed]).toStrictEqual([{ error }, [undefined], false]);
  const left = underTest();
  left.write();
  left.seen.unsubscribe();
  left.answer$.error(error);
  expect(left.stopped).toStrictEqual([undefined]);
});

test('is fed once it is on the wire, or answered; a feed that fails ends and stops it', async () => {
  let fed = 0;
  const feed$ = new Observable<never>(() => void (fed += 1));
  const first = underTest({ feed$ });
  await Promise.resolve();
  expect(fed).toBe(0);
  first.write();
  expect(fed).toBe(0);
  await Promise.resolve();
  expect(fed).toBe(1);
  const second = underTest({ feed$, feedAfter: 'answer' });
  second.write();
  await Promise.resolve();
  expect(fed).toBe(1);
  second.answer$.next('A');
  expect(fed).toBe(2);
  const failing = underTest({ feed$: throwError(() => 'no input'), feedAfter: 'answer' });
  failing.write();
  failing.answer$.next('A');
  expect([failing.seen.end(), failing.stopped]).toEqual([{ error: 'no input' }, ['A']]);
});

test('does not look at what failed its codec', () => {
  const { seen, events$ } = underTest({ events$: NEVER });
  events$.next('x');
  expect(seen.values).toEqual([]);
  const marked$ = new Subject<unknown>();
  const all = underTest({ events$: marked$ as Subject<string> });
  marked$.next({ invalid: true });
  marked$.next({ params: { invalid: true } });
  expect(all.seen.values).toEqual([]);
});

test('a request that nobody waits for may fail', () => {
  expect(() => sendAndForget(throwError(() => new Error('no')))).not.toThrow();
});
