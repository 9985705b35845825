import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import {
  agentMessage,
  itemCompleted,
  outputDelta,
  turnCompleted,
  turnStarted,
} from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { inOrder, review, root } from '../support/reviews';
import { routerUnderTest } from '../support/routing';
import { asked, serverRequest } from '../support/server-requests';

describe('an id that somebody waits for already', () => {
  it('becomes another name of a review when that announces itself under it', () => {
    const { router, route, running } = routerUnderTest();
    const early = router.claim('X');
    const seen = valuesOf(early.log.events$);
    route(...inOrder.slice(0, 2));
    router.routeRequest(serverRequest(0, 'item/tool/call', { ...asked['item/tool/call'], turnId: 'R' }));
    expect(early.activeId()).toBe('X');
    route(...inOrder.slice(2));
    expect([seen, running, early.over()]).toEqual([[...inOrder, 'complete'], ['R'], true]);
    expect(valuesOf(early.requests$)).toEqual([expect.objectContaining({ id: 0 }), 'complete']);
    router.release(early);
    expect(router.claim('X')).toBe(router.claim('R'));
  });

  it('is lost with the connection like the review itself', () => {
    const { router, route } = routerUnderTest();
    const seen = valuesOf(router.claim('X').log.events$);
    route(...inOrder.slice(0, 2));
    router.end(new CodexTransportError('gone'));
    expect(seen).toEqual([
      ...inOrder.slice(0, 2),
      { error: expect.objectContaining({ outcome: 'unknown' }) },
    ]);
  });
});

describe('a review of a server that names no root', () => {
  it('is the turn that has events and did not start', () => {
    const { router, route, running } = routerUnderTest();
    router.adopt('thread', 'R');
    route(review.entered, turnStarted({ turnId: 'X' }), review.said, review.completed);
    expect(running).toEqual(['R']);
    expect(router.claim('X')).toBe(router.claim('R'));
  });

  it('is not a turn that was answered and says nothing yet', () => {
    const { router, route, running } = routerUnderTest();
    router.adopt('thread', 'R');
    route(turnStarted({ turnId: 'X' }));
    expect(running).toEqual(['R', 'X']);
  });
});

describe('an id that was answered and may never run', () => {
  it('is on no stream of turns and keeps no thread busy', () => {
    const { router, route, running } = routerUnderTest();
    const phantom = router.await('thread', 'phantom');
    expect([running, phantom.phase(), phantom.threadId()]).toEqual([[], 'provisional', 'thread']);
    expect(router.thread('thread').turnstile.busy()).toBe(false);
    route(turnStarted({ turnId: 'phantom' }));
    expect([running, phantom.phase()]).toEqual([['phantom'], 'running']);
  });

  it.each([256, 0])('has all that the turn has that it is taken for, kept (%i) or not', (finishedTurns) => {
    const { router, route } = routerUnderTest({ finishedTurns });
    const phantom = router.await('thread', 'phantom');
    const seen = valuesOf(phantom.log.events$);
    const ahead = router.adopt('thread', 'R');
    const events = [turnStarted(root), itemCompleted(agentMessage('m', 'fine'), root), turnCompleted(root)];
    route(...events);
    router.identify(phantom, ahead);
    expect([seen, phantom.phase()]).toEqual([[...events, 'complete'], 'ended']);
    route(outputDelta('c', 'late', { turnId: 'phantom' }));
    expect(router.thread('thread').turnstile.busy()).toBe(false);
  });

  it('is left alone once it was seen', () => {
    const { router, route } = routerUnderTest();
    const phantom = router.await('thread', 'phantom');
    const ahead = router.adopt('thread', 'R');
    route(turnStarted(root), turnCompleted(root), turnStarted({ turnId: 'phantom' }));
    router.identify(phantom, ahead);
    expect(valuesOf(phantom.log.events$)).toEqual([turnStarted({ turnId: 'phantom' })]);
  });
});

describe('sub-agents', () => {
  it('are threads of the thread that spawned them', () => {
    const { router, route } = routerUnderTest();
    const children = valuesOf(router.thread('thread').children$);
    const spawned = { type: 'collabAgentToolCall', tool: 'spawnAgent', senderThreadId: 'thread' } as const;
    const call = {
      id: 'call',
      agentsStates: {},
      status: 'completed',
      receiverThreadIds: ['child', 'thread'],
    } as const;
    route(
      turnStarted(root),
      itemCompleted({ ...spawned, ...call }, root),
      turnStarted({ turnId: 'X', threadId: 'child' }, 'R'),
    );
    expect(children).toEqual(['child']);
  });
});
