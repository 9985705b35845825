import { config, Subject, takeUntil } from 'rxjs';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import {
  agentMessage,
  delta,
  itemCompleted,
  itemStarted,
  turnCompleted,
  turnStarted,
} from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { routerUnderTest } from '../support/routing';

const whole = [
  turnStarted(),
  itemStarted(agentMessage('m')),
  delta('m', 'Hi'),
  itemCompleted(agentMessage('m', 'Hi')),
  turnCompleted(),
];

describe('when the connection ends, a router', () => {
  const error = new CodexTransportError('gone');

  it('settles every turn that had not ended, after its replay, and completes the rest', () => {
    const { router, route } = routerUnderTest();
    route(turnStarted(), ...[turnStarted({ turnId: 'b' }), turnCompleted({ turnId: 'b' })]);
    const channels = ['turn', 'b', 'never seen'].map((id) => router.claim(id));
    const live = channels.map(({ log }) => valuesOf(log.events$));
    const connection = [valuesOf(router.turns$), valuesOf(router.thread('thread').turns$)];
    router.end(error);
    expect(live.map((values) => values.at(-1))).toEqual([
      { error: expect.objectContaining({ subject: 'turn turn', outcome: 'unknown', cause: error }) },
      'complete',
      { error: expect.objectContaining({ subject: 'turn never seen', outcome: 'unknown' }) },
    ]);
    expect(channels.map(({ log }) => valuesOf(log.events$))).toEqual(live);
    expect(connection).toEqual([['complete'], ['complete']]);
    expect(valuesOf(router.thread('later').events$)).toEqual(['complete']);
  });

  it('loses what is claimed afterwards at once, and keeps nothing of it', () => {
    const { router, route } = routerUnderTest();
    route(turnStarted({ turnId: 'known' }));
    router.end(error);
    for (const id of ['known', 'a', 'b', 'c']) router.release(router.claim(id));
    expect(router.counts().turns).toBe(1);
    expect(valuesOf(router.claim('turn').log.events$)).toEqual([
      { error: expect.objectContaining({ subject: 'turn turn' }) },
    ]);
  });
});

describe('a subscriber of a turn', () => {
  it('may leave in the middle of an event: the order stays the same for all', () => {
    const { router, route } = routerUnderTest();
    const { events$ } = router.claim('turn').log;
    const left = new Subject<void>();
    const first = valuesOf(events$.pipe(takeUntil(left)));
    events$.subscribe(({ method }) => method === 'item/started' && left.next());
    const last = valuesOf(events$);
    route(...whole);
    expect(first).toEqual([turnStarted(), whole[1], 'complete']);
    expect(last).toEqual([...whole, 'complete']);
  });

  it('may throw: nobody else is affected, and the error surfaces once', () => {
    jest.useFakeTimers();
    const surfaced: unknown[] = [];
    config.onUnhandledError = (error) => surfaced.push(error);
    try {
      const { router, route } = routerUnderTest();
      const error = new Error('in a subscriber');
      const { events$ } = router.claim('turn').log;
      const [first, second] = [valuesOf(events$), []] as unknown[][];
      events$.subscribe(() => {
        throw error;
      });
      events$.subscribe((event) => second!.push(event));
      route(...whole);
      jest.runAllTimers();
      expect([first, second]).toEqual([[...whole, 'complete'], whole]);
      // RxJS surfaces it for each event that the subscriber was handed.
      expect(new Set(surfaced)).toEqual(new Set([error]));
    } finally {
      config.onUnhandledError = null;
      jest.useRealTimers();
    }
  });
});
