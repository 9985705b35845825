import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params';
import * as build from './notifications';

describe('the notifications that tests are made of', () => {
  it.each([
    build.turnStarted(),
    build.turnStarted({}, 'root'),
    build.turnCompleted({}, { status: 'failed', error: { message: 'no' } }),
    build.itemStarted(build.agentMessage('m')),
    build.itemStarted(build.command('c')),
    build.itemCompleted(build.agentMessage('m', 'text', 'final_answer')),
    build.delta('m', 'text'),
    build.reasoningDelta('r', 0, 'text'),
    build.outputDelta('c', 'text'),
    build.tokenUsage(7),
    build.planUpdated([{ step: 'one', status: 'pending' }]),
    build.diffUpdated('+line'),
    build.threadStatus('idle'),
    build.threadNamed('name'),
  ])('are valid: $method', ({ method, params }) => {
    expect(serverNotificationParams[method].is(params)).toBe(true);
  });
});
