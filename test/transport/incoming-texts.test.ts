import fc from 'fast-check';
import { Subject, Subscription, type Observable } from 'rxjs';
import { createIncomingTexts } from '../../lib/transport/incoming-texts';

type Step =
  | { readonly op: 'join' | 'error' | 'complete' }
  | { readonly op: 'leave'; readonly who: number }
  | { readonly op: 'text'; readonly reaction: 'none' | 'join' | 'leave' };

interface Source {
  readonly texts$: Observable<string>;
  next(text: string): void;
  error(error: unknown): void;
  complete(): void;
}

/** Runs the steps, and writes down who was told what, in order. */
const traceOf = ({ texts$, ...source }: Source, steps: readonly Step[]): readonly string[] => {
  const trace: string[] = [];
  const readers: Subscription[] = [];
  let reaction: 'none' | 'join' | 'leave' = 'none';
  let sent = 0;
  const join = (): void => {
    const who = readers.length;
    const self = new Subscription();
    readers.push(self);
    const reader = texts$.subscribe({
      next: (text) => {
        trace.push(`${who} got ${text}`);
        const act = reaction;
        reaction = 'none';
        if (act === 'join') join();
        if (act === 'leave') self.unsubscribe();
      },
      error: (error: unknown) => trace.push(`${who} failed: ${String(error)}`),
      complete: () => trace.push(`${who} completed`),
    });
    self.add(reader);
  };
  for (const step of steps) {
    if (step.op === 'join') join();
    else if (step.op === 'leave') readers[step.who % Math.max(1, readers.length)]?.unsubscribe();
    else if (step.op === 'error') source.error('lost');
    else if (step.op === 'text') {
      reaction = step.reaction;
      source.next(`text ${(sent += 1)}`);
    } else source.complete();
  }
  return trace;
};

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        op: fc.constant('text' as const),
        reaction: fc.constantFrom('none' as const, 'join' as const, 'leave' as const),
      }),
    },
    { weight: 3, arbitrary: fc.constant({ op: 'join' as const }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('leave' as const), who: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.constantFrom({ op: 'error' as const }, { op: 'complete' as const }) },
  ),
  { maxLength: 40 },
);

describe('the texts of a connection', () => {
  it('reach the same readers in the same order as through a Subject', () => {
    fc.assert(
      fc.property(steps, (program) => {
        const { incoming$, ...texts } = createIncomingTexts();
        const subject$ = new Subject<string>();
        const reference = {
          texts$: subject$,
          next: (text: string) => subject$.next(text),
          error: (error: unknown) => subject$.error(error),
          complete: () => subject$.complete(),
        };
        expect(traceOf({ ...texts, texts$: incoming$ }, program)).toEqual(traceOf(reference, program));
      }),
      { numRuns: 500 },
    );
  });

  it('are forgotten with their reader', () => {
    const { incoming$, next } = createIncomingTexts();
    const got: string[] = [];
    const reader = incoming$.subscribe((text) => got.push(text));
    next('a');
    reader.unsubscribe();
    next('b');
    expect(got).toEqual(['a']);
  });
});
