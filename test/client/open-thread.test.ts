import { NEVER, Subject } from 'rxjs';
import { threadResult } from '../../lib/testing/messages/results';
import { turnObject } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch } from '../support/memory-codex';

test('startThread: cold; emits the handle and completes', () => {
  const { client, methods, paramsOf } = memoryCodex();
  const thread$ = client.startThread({ cwd: '/project', model: 'm' });
  expect(methods()).toEqual([]);
  const started = watch(thread$);
  expect(started.values).toMatchObject([
    { id: 'thread', info: { model: 'fake-model', cwd: '/project', thread: { id: 'thread' } } },
  ]);
  expect(started.end()).toBe('complete');
  watch(client.startThread());
  expect(paramsOf('thread/start')).toEqual([{ cwd: '/project', model: 'm' }, {}]);
});

test('resumeThread takes up a thread, and its turn that is in progress: steered and interrupted without another start', () => {
  const { client, answers, methods, paramsOf } = memoryCodex();
  const result = threadResult('old');
  const turns = [turnObject('completed', { turnId: 'a' }), turnObject('inProgress', { turnId: 'b' })];
  answers('thread/resume', { ...result, thread: { ...result.thread, turns } });
  const known = watch(client.turns$);
  const resumed = watch(client.resumeThread('old', { model: 'm' }));
  expect(resumed.values.map(({ id }) => id)).toEqual(['old']);
  expect(paramsOf('thread/resume')).toEqual([{ threadId: 'old', model: 'm' }]);
  expect(known.values.map(({ id, threadId }) => [id, threadId])).toEqual([['b', 'old']]);
  answers('turn/steer', { turnId: 'b' });
  expect(watch(known.values[0]!.steer('more')).end()).toBe('complete');
  expect(watch(known.values[0]!.interrupt()).end()).toBe('complete');
  expect(methods().slice(1)).toEqual(['turn/steer', 'turn/interrupt']);
  expect(paramsOf('turn/interrupt')).toEqual([{ threadId: 'old', turnId: 'b' }]);
});

test('refusals and undecodable answers error it', () => {
  const { client, answers } = memoryCodex();
  answers('thread/start', () => {
    throw new Error('no');
  });
  expect(watch(client.startThread()).end()).toMatchObject({ error: { name: 'CodexRequestError' } });
  answers('thread/start', { thread: { id: 1 } });
  expect(watch(client.startThread()).end()).toMatchObject({ error: { name: 'CodexDecodeError' } });
});

describe('cancelled', () => {
  test.each(['startThread', 'resumeThread'] as const)('%s before the write: nothing is sent', (method) => {
    const { client, methods, answers } = memoryCodex({ maxInFlight: 1 });
    answers('thread/loaded/list', NEVER);
    watch(client.request('thread/loaded/list', {}));
    const opening$ = method === 'startThread' ? client.startThread() : client.resumeThread('thread');
    watch(opening$).unsubscribe();
    expect(methods()).toEqual(['thread/loaded/list']);
  });

  test.each([
    ['startThread', 'thread/start'],
    ['resumeThread', 'thread/resume'],
  ] as const)('%s after the write: the thread that the answer names is released', (method, wire) => {
    const { client, methods, answers, paramsOf } = memoryCodex();
    const answer$ = new Subject<unknown>();
    answers(wire, answer$);
    const opened = watch(method === 'startThread' ? client.startThread() : client.resumeThread('thread'));
    opened.unsubscribe();
    expect(methods()).toEqual([wire]);
    answer$.next(threadResult('thread'));
    expect(paramsOf('thread/unsubscribe')).toEqual([{ threadId: 'thread' }]);
    expect(opened.values).toEqual([]);
  });

  test('by a signal: the reason is the error, and the thread is released too', () => {
    const { client, answers, paramsOf } = memoryCodex();
    const answer$ = new Subject<unknown>();
    answers('thread/start', answer$);
    const controller = new AbortController();
    const reason = new Error('enough');
    const opened = watch(client.startThread({}, { signal: controller.signal }));
    controller.abort(reason);
    expect(opened.end()).toEqual({ error: reason });
    answer$.next(threadResult());
    expect(paramsOf('thread/unsubscribe')).toEqual([{ threadId: 'thread' }]);
    expect(watch(client.startThread({}, { signal: AbortSignal.abort(reason) })).end()).toEqual({
      error: reason,
    });
    expect(paramsOf('thread/start')).toHaveLength(1);
  });

  test('after the write and then refused: there is nothing to release', () => {
    const { client, answers, methods } = memoryCodex();
    const answer$ = new Subject<unknown>();
    answers('thread/start', answer$);
    watch(client.startThread()).unsubscribe();
    answer$.error({ code: -32600, message: 'no' });
    expect(methods()).toEqual(['thread/start']);
  });

  test('a resume while another one of the same thread is under way: the thread stays with that one', () => {
    const { client, answers, methods } = memoryCodex();
    const answer$ = new Subject<unknown>();
    answers('thread/resume', answer$);
    const first = watch(client.resumeThread('thread'));
    first.unsubscribe();
    const second = watch(client.resumeThread('thread'));
    answer$.next(threadResult('thread'));
    expect(second.values).toHaveLength(1);
    expect(methods()).toEqual(['thread/resume', 'thread/resume']);
  });

  test('both of two resumes: the thread is released once the last one is answered', () => {
    const { client, answers, paramsOf } = memoryCodex();
    const answer$ = new Subject<unknown>();
    answers('thread/resume', answer$);
    const both = [watch(client.resumeThread('thread')), watch(client.resumeThread('thread'))];
    both.forEach(({ unsubscribe }) => unsubscribe());
    answer$.next(threadResult('thread'));
    expect(paramsOf('thread/unsubscribe').length).toBeGreaterThan(0);
  });

  test('a resume of a thread whose handle was handed out: that handle keeps its events', () => {
    const { client, answers, methods } = memoryCodex();
    watch(client.startThread());
    const answer$ = new Subject<unknown>();
    answers('thread/resume', answer$);
    watch(client.resumeThread('thread')).unsubscribe();
    answer$.next(threadResult('thread'));
    expect(methods()).toEqual(['thread/start', 'thread/resume']);
  });
});

test('a timeout of one call is heeded', () => {
  jest.useFakeTimers();
  try {
    const { client } = memoryCodex({ answers: { 'thread/start': NEVER } });
    const opened = watch(client.startThread({}, { timeout: 5 }));
    jest.advanceTimersByTime(5);
    expect(opened.end()).toMatchObject({ error: { name: 'CodexTimeoutError', timeout: 5 } });
  } finally {
    jest.useRealTimers();
  }
});
