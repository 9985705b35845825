import { createHotStreams } from '../../lib/client/hot-streams';
import type { Arrival } from '../../lib/protocol/arrival';
import type { ServerNotification } from '../../lib/protocol/notification';
import type { ServerRequest } from '../../lib/protocol/server-request';
import { warning } from '../../lib/testing/messages/thread-messages';
import { turnStarted } from '../../lib/testing/messages/turn-messages';
import { watch } from '../support/memory-codex';
import { arriving } from '../support/routing';

const asIs = jest.fn((message: unknown) => message as ServerRequest);
const event = jest.fn(({ message }: Arrival) => message as ServerNotification);
const reader = { event };
beforeEach(() => jest.clearAllMocks());

const request = { id: 0, method: 'item/tool/call', params: {} };
const response = { id: 1, result: 2 };

test('each message is on messages$ and on its partition; methods split further', () => {
  const streams = createHotStreams();
  streams.resume();
  const watched = {
    messages: watch(streams.messages$),
    responses: watch(streams.responses$),
    serverRequests: watch(streams.serverRequests$),
    notifications: watch(streams.notifications$),
    warnings: watch(streams.on('warning')),
  };
  const [first, second] = [warning('w', null), turnStarted()];
  streams.notification(arriving(first), reader);
  streams.response(response);
  streams.serverRequest(request, asIs);
  streams.notification(arriving(second), reader);
  expect(watched.messages.values).toEqual([first, response, request, second]);
  expect(watched.responses.values).toEqual([response]);
  expect(watched.serverRequests.values).toEqual([request]);
  expect(watched.notifications.values).toEqual([first, second]);
  expect(watched.warnings.values).toEqual([first.params]);
});

test('hot: late subscribers get what comes from then on, and one reading serves all', () => {
  const streams = createHotStreams();
  streams.notification(arriving(warning('early', null)), reader);
  expect(event).not.toHaveBeenCalled();
  const watched = [
    watch(streams.messages$),
    watch(streams.notifications$),
    watch(streams.on('warning')),
    watch(streams.on('warning')),
  ];
  streams.notification(arriving(warning('late', null)), reader);
  expect(event).toHaveBeenCalledTimes(1);
  expect(watched.map(({ values }) => values.length)).toEqual([1, 1, 1, 1]);
  watched.forEach(({ unsubscribe }) => unsubscribe());
  streams.notification(arriving(warning('unwatched', null)), reader);
  streams.serverRequest(request, asIs);
  expect([event.mock.calls.length, asIs.mock.calls.length]).toEqual([1, 0]);
});

test('only the method that somebody watches is read', () => {
  const streams = createHotStreams();
  watch(streams.on('turn/completed'));
  streams.notification(arriving(turnStarted()), reader);
  expect(event).not.toHaveBeenCalled();
});

test('tells what is watched: everything, or a method; nothing any more when they have left', () => {
  const streams = createHotStreams();
  const told = () => [streams.watchesAll(), streams.watches('warning'), streams.watches('error')];
  expect(told()).toEqual([false, false, false]);
  const one = watch(streams.on('warning'));
  expect(told()).toEqual([false, true, false]);
  for (const stream$ of [streams.messages$, streams.notifications$]) {
    const all = watch<unknown>(stream$);
    expect(told()).toEqual([true, true, true]);
    all.unsubscribe();
  }
  one.unsubscribe();
  expect(told()).toEqual([false, false, false]);
});

test('a notification that turns out to be unreadable is on no stream', () => {
  const streams = createHotStreams();
  const seen = [watch<unknown>(streams.messages$), watch<unknown>(streams.on('warning'))];
  streams.notification(arriving(warning('w', null)), { event: () => undefined });
  expect(seen.map(({ values }) => values)).toEqual([[], []]);
});

test('params that failed their codec are delivered with the mark among them, whatever they are', () => {
  const streams = createHotStreams();
  const warnings = watch(streams.on('warning'));
  for (const params of [{ message: 1 }, 'text', null, undefined]) {
    streams.notification(arriving({ method: 'warning', params }), {
      event: ({ message }) => ({ ...message, invalid: true }) as unknown as ServerNotification,
    });
  }
  expect(warnings.values).toEqual([
    { message: 1, invalid: true },
    { invalid: true, value: 'text' },
    { invalid: true, value: null },
    { invalid: true, value: undefined },
  ]);
});

test('hostile method names are names', () => {
  const streams = createHotStreams();
  for (const method of ['__proto__', 'constructor', 'toString']) {
    const seen = watch(streams.on(method as 'warning'));
    streams.notification(arriving({ method, params: method }), reader);
    expect(seen.values).toEqual([method]);
  }
});

test('diagnostics wait for resume(), then come at once', () => {
  const streams = createHotStreams();
  const [a, b] = [
    { kind: 'json', message: 'a' },
    { kind: 'late', message: 'b' },
  ] as const;
  expect(streams.holding()).toBe(false);
  streams.report(a);
  expect(streams.holding()).toBe(true);
  const seen = watch(streams.diagnostics$);
  expect(seen.values).toEqual([]);
  streams.resume();
  expect(streams.holding()).toBe(false);
  streams.report(b);
  streams.resume();
  expect(seen.values).toEqual([a, b]);
});

test('complete() completes all of them, also those asked for later', () => {
  const streams = createHotStreams();
  streams.resume();
  const all = [
    ...[
      streams.messages$,
      streams.responses$,
      streams.serverRequests$,
      streams.notifications$,
      streams.diagnostics$,
    ],
    streams.on('warning'),
  ].map((stream$) => watch<unknown>(stream$));
  streams.complete();
  expect(all.map(({ end }) => end())).toEqual(Array(6).fill('complete'));
  expect(watch(streams.on('warning')).end()).toBe('complete');
  expect(watch(streams.on('turn/started')).end()).toBe('complete');
  streams.report({ kind: 'json', message: 'too late' });
  expect(all[4]!.values).toEqual([]);
});
