import { createTurnChannel, type TurnChannel } from '../../lib/router/turn-channel';
import { createTurnstile, type Release } from '../../lib/router/turnstile';
import { logOptions } from '../support/routing';

const turn = (id: string): TurnChannel => createTurnChannel(id, 'provisional', logOptions());

/** Subscribes several that wait, and says who was let in. */
const waiting = (turnstile: ReturnType<typeof createTurnstile>, ...names: readonly string[]) => {
  const passed: string[] = [];
  const releases: Release[] = [];
  const subscriptions = names.map((name) =>
    turnstile.admission$.subscribe({
      next: (release) => {
        passed.push(name);
        releases.push(release);
      },
      complete: () => passed.push(`${name} complete`),
    }),
  );
  return { passed, releases, subscriptions };
};

describe('a thread', () => {
  it('is busy while a turn/start is not answered', () => {
    const turnstile = createTurnstile();
    const [first, second] = [turnstile.startPending(), turnstile.startPending()];
    first();
    first();
    expect([turnstile.busy(), turnstile.idle()]).toEqual([true, false]);
    second();
    expect([turnstile.busy(), turnstile.idle()]).toEqual([false, true]);
  });

  it('is busy while a turn runs, until that one is closed', () => {
    const turnstile = createTurnstile();
    const [running, other] = [turn('1'), turn('2')];
    turnstile.opened(running);
    turnstile.closed(other);
    expect([turnstile.busy(), turnstile.active()]).toEqual([true, running]);
    turnstile.closed(running);
    expect([turnstile.busy(), turnstile.active()]).toEqual([false, undefined]);
  });

  it('is free for the next turn as soon as an interrupt is on the wire', () => {
    const turnstile = createTurnstile();
    const running = turn('1');
    turnstile.opened(running);
    turnstile.interrupted(running);
    expect([turnstile.busy(), turnstile.idle()]).toEqual([false, false]);
    turnstile.startPending();
    expect(turnstile.busy()).toBe(true);
  });

  it('is busy again when the interrupt failed, unless another one did not', () => {
    const turnstile = createTurnstile();
    const running = turn('1');
    turnstile.opened(running);
    const [first, second] = [turnstile.interrupted(running), turnstile.interrupted(running)];
    first();
    first();
    expect(turnstile.busy()).toBe(false);
    second();
    expect(turnstile.busy()).toBe(true);
  });

  it('is free while an interrupted turn/start is not answered, whatever opens', () => {
    const turnstile = createTurnstile();
    const answered = turnstile.startInterrupted();
    turnstile.opened(turn('1'));
    expect([turnstile.busy(), turnstile.idle()]).toEqual([false, false]);
    answered();
    expect(turnstile.busy()).toBe(true);
  });

  it('is occupied, and not busy, while somebody is about to start a turn', () => {
    const turnstile = createTurnstile();
    const release = turnstile.reserve();
    expect([turnstile.busy(), turnstile.occupied(), turnstile.idle()]).toEqual([false, true, false]);
    release();
    expect([turnstile.occupied(), turnstile.idle()]).toEqual([false, true]);
  });
});

describe('admission$', () => {
  it('lets the first one in at once, and the next when that one is done with it', () => {
    const turnstile = createTurnstile();
    const { passed, releases } = waiting(turnstile, 'a', 'b', 'c');
    expect(passed).toEqual(['a', 'a complete']);
    releases[0]!();
    expect(passed).toEqual(['a', 'a complete', 'b', 'b complete']);
    expect(turnstile.idle()).toBe(false);
  });

  it('keeps everybody waiting while a turn runs, and lets one in when asked after its end', () => {
    const turnstile = createTurnstile();
    const running = turn('1');
    turnstile.opened(running);
    const { passed } = waiting(turnstile, 'a', 'b');
    turnstile.admit();
    expect(passed).toEqual([]);
    turnstile.closed(running);
    expect(passed).toEqual([]);
    turnstile.admit();
    expect(passed).toEqual(['a', 'a complete']);
  });

  it('forgets who leaves, wherever they stood', () => {
    const turnstile = createTurnstile();
    const release = turnstile.reserve();
    const { passed, subscriptions } = waiting(turnstile, 'a', 'b', 'c');
    subscriptions[0]!.unsubscribe();
    release();
    expect(passed).toEqual(['b', 'b complete']);
  });

  it('lets nobody in behind an interrupt or an answer alone: the writer says when', () => {
    const turnstile = createTurnstile();
    const running = turn('1');
    turnstile.opened(running);
    const pending = turnstile.startPending();
    const { passed } = waiting(turnstile, 'a');
    turnstile.interrupted(running);
    pending();
    expect(passed).toEqual([]);
    turnstile.admit();
    expect(passed).toEqual(['a', 'a complete']);
  });

  it('lets everybody in when the connection is over, to fail where it shows', () => {
    const turnstile = createTurnstile();
    turnstile.opened(turn('1'));
    const { passed } = waiting(turnstile, 'a', 'b');
    turnstile.complete();
    expect(passed).toEqual(['a', 'a complete', 'b', 'b complete']);
    expect(waiting(turnstile, 'c').passed).toEqual(['c', 'c complete']);
  });
});
