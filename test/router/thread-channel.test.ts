import { Subject, takeUntil } from 'rxjs';
import type { ServerNotification } from '../../lib/protocol/notification';
import { createThreadChannel, threadBuffer } from '../../lib/router/thread-channel';
import { createTurnChannel, type TurnChannel } from '../../lib/router/turn-channel';
import { invalid, notification, threadNamed } from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { arriving, logOptions, sizeOf, spyReader } from '../support/routing';

const make = () => {
  const { reader, reads, diagnostics } = spyReader();
  const onOverflow = jest.fn();
  const buffered: number[] = [];
  const onBuffered = (change: number): unknown => buffered.push(change);
  const channel = createThreadChannel('thread', { reader, onOverflow, onBuffered });
  /** Delivers as the router does. */
  const push = (message: ServerNotification): void => {
    const arrival = arriving(message);
    if (channel.wants) channel.push(arrival);
    reader.delivered(arrival);
  };
  const waiting = () => buffered.reduce((a, b) => a + b, 0);
  return { thread: { ...channel, push }, channel, reads, diagnostics, onOverflow, waiting };
};
const named = (number: number): ServerNotification => threadNamed(String(number));
const names = (from: number, to: number): ServerNotification[] =>
  Array.from({ length: to - from }, (_, index) => named(from + index));
const turn = (id: string): TurnChannel => createTurnChannel(id, 'provisional', logOptions());

describe('createThreadChannel', () => {
  describe('events$', () => {
    it('keeps what comes before the first subscriber, for that one alone', () => {
      const { thread, reads } = make();
      names(0, 3).forEach((event) => thread.push(event));
      expect(reads()).toBe(0);
      const first = valuesOf(thread.events$);
      const second = valuesOf(thread.events$);
      thread.push(named(3));
      expect(first).toEqual(names(0, 4));
      expect(second).toEqual([named(3)]);
      // One object for all who listen.
      expect(second[0]).toBe(first[3]);
    });

    it('says how much waits, and nothing once it was taken or given up', () => {
      const { thread, waiting, onOverflow } = make();
      names(0, threadBuffer).forEach((event) => thread.push(event));
      expect(waiting()).toBe(names(0, threadBuffer).reduce((sum, event) => sum + sizeOf(event), 0));
      thread.dropBuffer();
      expect(waiting()).toBe(0);
      expect(onOverflow).toHaveBeenCalledTimes(1);
      // From then on nothing waits.
      thread.push(named(1));
      expect(waiting()).toBe(0);
      expect(valuesOf(thread.events$)).toEqual([]);
      thread.dropBuffer();
      expect([waiting(), onOverflow.mock.calls.length]).toEqual([0, 1]);

      const taken = make();
      taken.thread.push(named(1));
      expect(taken.waiting()).toBe(sizeOf(named(1)));
      expect(valuesOf(taken.thread.events$)).toEqual([named(1)]);
      expect(taken.waiting()).toBe(0);
      taken.thread.dropBuffer();
      expect([taken.waiting(), taken.onOverflow.mock.calls.length]).toEqual([0, 0]);
    });

    it('gives up nothing, and says nothing, where nothing waits', () => {
      const { thread, onOverflow } = make();
      thread.dropBuffer();
      thread.push(named(0));
      expect(valuesOf(thread.events$)).toEqual([]);
      expect(onOverflow).not.toHaveBeenCalled();
    });

    it('wants events while they wait or somebody watches, and none in between', () => {
      const { channel, thread } = make();
      expect(channel.wants).toBe(true);
      const subscription = thread.events$.subscribe();
      expect(channel.wants).toBe(true);
      subscription.unsubscribe();
      expect(channel.wants).toBe(false);
      const again = valuesOf(thread.events$);
      thread.push(named(0));
      expect([channel.wants, again]).toEqual([true, [named(0)]]);
    });

    it('keeps nothing any more once somebody has subscribed', () => {
      const { thread } = make();
      thread.events$.subscribe().unsubscribe();
      thread.push(named(0));
      expect(valuesOf(thread.events$)).toEqual([]);
    });

    it.each([1, threadBuffer - 1, threadBuffer, threadBuffer + 1, 2 * threadBuffer, 5 * threadBuffer + 7])(
      'keeps all of %i if they are up to 256, else none, says so once, and is hot from then on',
      (count) => {
        const { channel, thread, onOverflow, waiting } = make();
        names(0, count).forEach((event) => thread.push(event));
        const fits = count <= threadBuffer;
        expect([waiting() > 0, channel.wants]).toEqual([fits, fits]);
        const seen = valuesOf(thread.events$);
        expect(seen).toEqual(fits ? names(0, count) : []);
        thread.push(named(count));
        expect(seen.at(-1)).toEqual(named(count));
        expect(onOverflow).toHaveBeenCalledTimes(fits ? 0 : 1);
      },
    );

    it('delivers what a reaction to a missed event brings behind what was missed, to everybody', () => {
      const { thread } = make();
      names(0, 3).forEach((event) => thread.push(event));
      const seen: ServerNotification[] = [];
      const other: ServerNotification[] = [];
      thread.events$.subscribe((event) => {
        seen.push(event);
        if (seen.length !== 1) return;
        thread.events$.subscribe((later) => other.push(later));
        names(3, 5).forEach((event) => thread.push(event));
      });
      thread.push(named(5));
      expect(seen).toEqual(names(0, 6));
      expect(other).toEqual(names(3, 6));
    });

    it('stops in the middle of what was missed when its subscriber leaves', () => {
      const { thread } = make();
      names(0, 3).forEach((event) => thread.push(event));
      const left = new Subject<void>();
      const seen: ServerNotification[] = [];
      thread.events$.pipe(takeUntil(left)).subscribe((event) => {
        seen.push(event);
        if (seen.length === 2) left.next();
      });
      expect(seen).toEqual(names(0, 2));
      expect(thread.idle()).toBe(true);
    });

    it('marks what does not decode, and reports it once for all subscribers', () => {
      const { thread, diagnostics } = make();
      const bad = notification('thread/name/updated', { threadId: 7 } as never);
      thread.push(bad);
      const worse = notification('thread/name/updated', { threadId: 8 } as never);
      const [first, second] = [valuesOf(thread.events$), valuesOf(thread.events$)];
      thread.push(worse);
      expect([first, second]).toEqual([[invalid(bad), invalid(worse)], [invalid(worse)]]);
      expect(second[0]).toBe(first[1]);
      expect(diagnostics.map(({ raw }) => raw)).toEqual([bad, worse]);
    });

    it('completes with the connection, after what was missed', () => {
      const { thread } = make();
      thread.push(named(0));
      thread.complete();
      expect(valuesOf(thread.events$)).toEqual([named(0), 'complete']);
      expect(valuesOf(thread.events$)).toEqual(['complete']);
      expect(valuesOf(thread.turns$)).toEqual(['complete']);
    });
  });

  describe('turns', () => {
    it('are told when they are opened, with the thread already busy', () => {
      const { thread } = make();
      const seen: boolean[] = [];
      thread.turns$.subscribe(() => seen.push(thread.turnstile.busy()));
      thread.opened(turn('1'));
      expect([seen, thread.turnstile.active()?.id]).toEqual([[true], '1']);
    });

    it('keep the thread busy until they are closed, and no other closes them', () => {
      const { thread } = make();
      const [first, second] = [turn('1'), turn('2')];
      expect(thread.turnstile.busy()).toBe(false);
      thread.opened(first);
      thread.closed(second);
      expect([thread.turnstile.busy(), thread.turnstile.active()]).toEqual([true, first]);
      thread.closed(first);
      expect([thread.turnstile.busy(), thread.turnstile.active()]).toEqual([false, undefined]);
    });
  });

  describe('children$', () => {
    it('has each thread of a sub-agent once: those that are known, then live', () => {
      const { thread } = make();
      thread.addChild('a');
      const early = valuesOf(thread.children$);
      thread.addChild('b');
      thread.addChild('a');
      thread.complete();
      expect(early).toEqual(['a', 'b', 'complete']);
      expect(valuesOf(thread.children$)).toEqual(['a', 'b', 'complete']);
    });

    it('keeps the newest 256', () => {
      const { thread } = make();
      for (let child = 0; child < 300; child += 1) thread.addChild(String(child));
      const known = valuesOf(thread.children$);
      expect([known.length, known[0], known.at(-1)]).toEqual([256, '44', '299']);
    });

    it('misses none that comes while the known ones are shown', () => {
      const { thread } = make();
      thread.addChild('a');
      const seen: string[] = [];
      thread.children$.subscribe((child) => {
        seen.push(child);
        if (child === 'a') thread.addChild('b');
      });
      thread.addChild('c');
      expect(seen).toEqual(['a', 'b', 'c']);
    });
  });

  it('is idle when nobody watches and nothing runs', () => {
    const { thread } = make();
    expect(thread.idle()).toBe(true);
    const subscriptions = [
      thread.events$.subscribe(),
      thread.turns$.subscribe(),
      thread.children$.subscribe(),
    ];
    for (const subscription of subscriptions) {
      expect(thread.idle()).toBe(false);
      subscription.unsubscribe();
    }
    expect(thread.idle()).toBe(true);
    thread.opened(turn('1'));
    expect(thread.idle()).toBe(false);
  });
});
