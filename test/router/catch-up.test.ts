import { Subject } from 'rxjs';
import { catchUp } from '../../lib/router/catch-up';

/** A subscriber that does something for each value it gets. */
const reacting = (react: (value: number) => void) => {
  const seen: number[] = [];
  const subscriber = {
    closed: false,
    next: (value: number | undefined) => {
      seen.push(value!);
      react(value!);
    },
  };
  return { seen, subscriber };
};

test('what a reaction brings comes behind what was missed, and so does what reactions to that bring', () => {
  const live$ = new Subject<number>();
  const { seen, subscriber } = reacting((value) => {
    if (value === 1) live$.next(3);
    if (value === 3) live$.next(4);
  });
  catchUp(live$, [1, 2], subscriber);
  expect([seen, live$.observed]).toEqual([[1, 2, 3, 4], false]);
});

test('ends when its subscriber leaves', () => {
  const live$ = new Subject<number>();
  const { seen, subscriber } = reacting((value) => {
    live$.next(9);
    if (value === 2) subscriber.closed = true;
  });
  catchUp(live$, [1, 2, 3], subscriber);
  expect([seen, live$.observed]).toEqual([[1, 2], false]);
});
