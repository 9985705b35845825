import type { ServerRequest } from '../../lib/protocol/server-request';
import { createTurnChannel, type TurnChannelControl } from '../../lib/router/turn-channel';
import { turnCompleted, turnStarted } from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { logOptions, pushAll } from '../support/routing';

const make = (phase: 'expected' | 'provisional' = 'provisional'): TurnChannelControl =>
  createTurnChannel('turn', phase, logOptions());

const request = (id: number): ServerRequest =>
  ({ id, method: 'item/tool/call', params: { turnId: 'turn' } }) as unknown as ServerRequest;

describe('createTurnChannel', () => {
  it('begins as it is told, with nothing known', () => {
    const channel = make('expected');
    expect([channel.id, channel.phase(), channel.threadId(), channel.activeId()]).toEqual([
      'turn',
      'expected',
      undefined,
      undefined,
    ]);
    expect([channel.over(), channel.watchers]).toEqual([false, 0]);
  });

  it('learns its thread once: a later word does not move it', () => {
    const channel = make();
    channel.learnThread(undefined);
    channel.learnThread('thread');
    channel.learnThread('another');
    expect(channel.threadId()).toBe('thread');
  });

  it('knows the id it is run under from its start on', () => {
    const channel = make();
    channel.markStarted('alias');
    expect(channel.activeId()).toBe('alias');
  });

  it('ends once: replay, then completion, for events and requests', () => {
    const channel = make();
    channel.become('running');
    pushAll(channel.log, [turnStarted(), turnCompleted()]);
    channel.addRequest(request(0));
    channel.end();
    channel.lose(new Error('too late'));
    channel.become('dropped');
    expect([channel.phase(), channel.over()]).toEqual(['ended', true]);
    expect(valuesOf(channel.log.events$)).toEqual([turnStarted(), turnCompleted(), 'complete']);
    expect(valuesOf(channel.requests$)).toEqual([request(0), 'complete']);
  });

  it('is lost once: replay, then the loss, for events and requests', () => {
    const error = new Error('lost');
    const channel = make();
    pushAll(channel.log, [turnStarted()]);
    const [events, requests] = [valuesOf(channel.log.events$), valuesOf(channel.requests$)];
    channel.lose(error);
    channel.end();
    channel.lose(new Error('again'));
    expect([channel.phase(), channel.over()]).toEqual(['lost', true]);
    expect([events, requests]).toEqual([[turnStarted(), { error }], [{ error }]]);
    expect(valuesOf(channel.log.events$)).toEqual([turnStarted(), { error }]);
    expect(valuesOf(channel.requests$)).toEqual([{ error }]);
  });

  it('is over for whoever reacts to the last event, before its streams have ended', () => {
    const channel = make();
    const seen: boolean[] = [];
    channel.log.events$.subscribe(() => seen.push(channel.over()));
    channel.markCompleted();
    pushAll(channel.log, [turnCompleted()]);
    expect(seen).toEqual([true]);
    channel.end();
    expect(valuesOf(channel.log.events$)).toEqual([turnCompleted(), 'complete']);
  });

  it('replays the newest 100 server requests', () => {
    const channel = make();
    for (let id = 0; id < 150; id += 1) channel.addRequest(request(id));
    expect(valuesOf(channel.requests$)).toEqual(
      Array.from({ length: 100 }, (_, index) => request(index + 50)),
    );
  });
});
