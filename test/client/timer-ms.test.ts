import { longestTimerMs, timerMs } from '../../lib/client/timer-ms';

test('a time that a timer cannot hold becomes the longest that it can', () => {
  expect([0, 1, 60_000, longestTimerMs, longestTimerMs + 1, Infinity].map(timerMs)).toEqual([
    ...[0, 1, 60_000, longestTimerMs],
    ...[longestTimerMs, longestTimerMs],
  ]);
});

test('what is no time stays what it is, to be refused', () => {
  expect([NaN, -1, '5'].map((ms) => timerMs(ms as number))).toEqual([NaN, -1, '5']);
});

test('the longest is where the runtime still waits', async () => {
  const fired = jest.fn();
  const timer = setTimeout(fired, longestTimerMs);
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearTimeout(timer);
  expect(fired).not.toHaveBeenCalled();
});
