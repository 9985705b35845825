import { agentMessage, itemStarted, outputDelta, turnCompleted, turnStarted } from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { inOrder, review, root } from '../support/reviews';
import { routerUnderTest } from '../support/routing';
import { asked, serverRequest } from '../support/server-requests';

describe('a review runs under two ids', () => {
  it('and is one stream, completed under the first', () => {
    const { router, route, running, diagnostics } = routerUnderTest();
    router.adopt('thread', 'R');
    route(...inOrder);
    expect(running).toEqual(['R']);
    expect(valuesOf(router.claim('R').log.events$)).toEqual([...inOrder, 'complete']);
    expect(router.claim('X')).toBe(router.claim('R'));
    expect(diagnostics).toEqual([]);
  });

  it('whether its answer comes before or after its events', () => {
    const { router, route } = routerUnderTest();
    route(...inOrder.slice(0, 3));
    router.adopt('thread', 'R');
    route(review.completed);
    expect(valuesOf(router.claim('X').log.events$)).toEqual([...inOrder, 'complete']);
  });

  it('is named by the second one while it runs', () => {
    const { router, route } = routerUnderTest();
    route(review.entered);
    expect(router.claim('R').activeId()).toBeUndefined();
    route(review.started);
    expect(router.claim('R').activeId()).toBe('X');
  });

  it('frees its thread at its end, and both ids are tombstones', () => {
    const { router, route, running, diagnostics } = routerUnderTest({ finishedTurns: 0 });
    route(...inOrder);
    expect(router.thread('thread').turnstile.busy()).toBe(false);
    route(
      outputDelta('c', 'late', { turnId: 'X' }),
      turnStarted({ turnId: 'X' }, 'R'),
      outputDelta('c', 'x', root),
    );
    expect(running).toEqual(['R']);
    expect(diagnostics.map(({ kind }) => kind)).toEqual(['late', 'late', 'late']);
  });

  it('shows a server request under either id to the same turn', () => {
    const { router, route } = routerUnderTest();
    route(review.entered, review.started);
    const requests = ['R', 'X'].map((turnId, id) =>
      serverRequest(id, 'item/tool/call', { ...asked['item/tool/call'], turnId }),
    );
    const addresses = requests.map(router.routeRequest);
    expect(addresses).toEqual([1, 2].map(() => ({ threadId: 'thread', turnId: 'R' })));
    expect(valuesOf(router.claim('R').requests$)).toEqual(requests);
  });
});

describe('a root is no alias', () => {
  it('on another thread: there it is the parent of a sub-agent, which is a turn of its own', () => {
    const { router, route, running } = routerUnderTest();
    const child = { turnId: 'X', threadId: 'child' };
    route(turnStarted(root), turnStarted(child, 'R'), turnCompleted(child));
    expect(running).toEqual(['R', 'X']);
    expect(valuesOf(router.claim('X').log.events$)).toEqual([
      turnStarted(child, 'R'),
      turnCompleted(child),
      'complete',
    ]);
    expect(router.claim('R').phase()).toBe('running');
    expect([router.thread('thread').turnstile.busy(), router.thread('child').turnstile.busy()]).toEqual([
      true,
      false,
    ]);
  });

  it.each([256, 0])(
    'when its turn has ended, kept (%i) or forgotten: a goal goes on in turns of its own',
    (finishedTurns) => {
      const { route, running } = routerUnderTest({ finishedTurns });
      route(turnStarted(root), turnCompleted(root), turnStarted({ turnId: 'X' }, 'R'));
      expect(running).toEqual(['R', 'X']);
    },
  );

  it('when nobody has heard of it', () => {
    const { route, running } = routerUnderTest();
    route(turnStarted({ turnId: 'X' }, 'R'));
    expect(running).toEqual(['X']);
  });

  it('when it is the turn itself', () => {
    const { router, route, running } = routerUnderTest();
    route(turnStarted(root, 'R'), turnCompleted(root));
    expect(running).toEqual(['R']);
    expect(valuesOf(router.claim('R').log.events$).at(-1)).toBe('complete');
  });

  it('when only something other than turn/started names it', () => {
    const { route, running } = routerUnderTest();
    route(turnStarted(root), itemStarted(agentMessage('m'), { turnId: 'X' }));
    expect(running).toEqual(['R', 'X']);
  });
});

describe('server requests', () => {
  it('open the turn that they belong to', () => {
    const { router, running } = routerUnderTest();
    expect(router.routeRequest(serverRequest(0))).toEqual({ threadId: 'thread', turnId: 'turn' });
    expect(running).toEqual(['turn']);
    expect(valuesOf(router.claim('turn').requests$)).toEqual([serverRequest(0)]);
  });

  it('belong to a thread alone where no turn is named', () => {
    const { router, running } = routerUnderTest();
    const bare = { ...asked['mcpServer/elicitation/request'], turnId: null };
    expect([
      router.routeRequest(serverRequest(0, 'mcpServer/elicitation/request', bare)),
      router.routeRequest(serverRequest(1, 'execCommandApproval')),
      router.routeRequest(serverRequest(2, 'currentTime/read')),
      router.routeRequest(serverRequest(3, 'attestation/generate')),
    ]).toEqual([
      ...[1, 2, 3].map(() => ({ threadId: 'thread', turnId: undefined })),
      { threadId: undefined, turnId: undefined },
    ]);
    expect(running).toEqual([]);
  });

  it('of methods that nobody knows are looked at in the usual places', () => {
    const { router } = routerUnderTest();
    const novel = serverRequest(0, 'item/novel/ask', { threadId: 'thread', turnId: 'turn' });
    expect(router.routeRequest(novel)).toEqual({ threadId: 'thread', turnId: 'turn' });
  });

  it.each([256, 0])('of a turn that has ended open nothing, with %i finished turns kept', (finishedTurns) => {
    const { router, route, running } = routerUnderTest({ finishedTurns });
    route(turnStarted(), turnCompleted());
    expect(router.routeRequest(serverRequest(0))).toEqual({ threadId: 'thread', turnId: 'turn' });
    expect([running, router.thread('thread').turnstile.busy()]).toEqual([['turn'], false]);
  });

  it('are not told apart by what a model wrote into them', () => {
    const { router, running } = routerUnderTest();
    router.routeRequest(serverRequest(0, 'item/tool/call'));
    expect(running).toEqual(['turn']);
  });
});
