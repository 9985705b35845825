import { whenStarted } from '../../lib/client/when-started';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import { marbles } from '../support/marbles';
import { agentMessage, itemStarted, turnCompleted, turnStarted } from '../support/notifications';
import { routerUnderTest } from '../support/routing';

const setUp = () => {
  const { router, route } = routerUnderTest();
  return { router, route, channel: router.claim('turn') };
};

test('completes when the turn has started, and says nothing', () =>
  marbles(({ cold, expectObservable }) => {
    const { channel, route } = setUp();
    const events = { i: itemStarted(agentMessage('m')), s: turnStarted() };
    cold('--i--s--s', events).subscribe((event) => route(event));
    expectObservable(whenStarted(channel)).toBe('-----|');
    expectObservable(whenStarted(channel), '-------^').toBe('-------|');
  }));

test('completes when the turn is over, though nobody saw it start', () =>
  marbles(({ cold, expectObservable }) => {
    const { channel, route } = setUp();
    cold('--i--c', { i: itemStarted(agentMessage('m')), c: turnCompleted() }).subscribe((event) =>
      route(event),
    );
    expectObservable(whenStarted(channel)).toBe('-----|');
    expectObservable(whenStarted(channel), '-------^').toBe('-------|');
  }));

test('a turn that an answer lists as running has started', () =>
  marbles(({ expectObservable }) => {
    const { channel, router } = setUp();
    router.adopt('thread', 'turn');
    expectObservable(whenStarted(channel), '^-!').toBe('---');
    router.adopt('thread', 'turn', true);
    expect(channel.activeId()).toBe('turn');
    expectObservable(whenStarted(channel)).toBe('|');
  }));

test('errors when the connection is lost first', () =>
  marbles(({ cold, expectObservable }) => {
    const { channel, router } = setUp();
    cold('--#').subscribe({ error: () => router.end(new CodexTransportError('gone')) });
    expectObservable(whenStarted(channel)).toBe(
      '--#',
      undefined,
      expect.objectContaining({ shortMessage: 'gone', subject: 'turn turn' }),
    );
  }));
