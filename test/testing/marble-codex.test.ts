import { map, NEVER, of, throwError, type Observable } from 'rxjs';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import {
  agentMessageItem,
  commandApproval,
  delta,
  itemCompleted,
  itemStarted,
  marbleCodex,
  turnCompleted,
  turnStarted,
} from '../../lib/testing';

const run = (use: (testScheduler: TestScheduler, helpers: RunHelpers) => void): void => {
  const testScheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  testScheduler.run((helpers) => use(testScheduler, helpers));
};

test('the text of a turn follows the diagram of the server', () =>
  run((testScheduler, { expectObservable }) => {
    const { client, server } = marbleCodex(testScheduler);
    server.plays('--s-(ddd)-c|', { s: turnStarted(), d: delta('x'), c: turnCompleted() });
    expectObservable(client.turn('t').text$).toBe('----(xyz)-|', { x: 'x', y: 'xx', z: 'xxx' });
  }));

test('messages at frame 0 reach what is subscribed at frame 0, and | ends the connection', () =>
  run((testScheduler, { expectObservable }) => {
    const { client, server } = marbleCodex(testScheduler);
    server.plays('s--c--|', { s: turnStarted(), c: turnCompleted() });
    expectObservable(client.turns$.pipe(map(({ id }) => id))).toBe('t-----|');
    expectObservable(client.notifications$.pipe(map(({ method }) => method))).toBe('s--c--|', {
      s: 'turn/started',
      c: 'turn/completed',
    });
    expectObservable(client.status$.pipe(map(({ status }) => status))).toBe('r-----(c|)', {
      r: 'ready',
      c: 'closed',
    });
  }));

test('# loses the connection: with the error given, or one of its own', () =>
  run((testScheduler, { expectObservable, flush }) => {
    const error = new CodexTransportError('gone');
    const first = marbleCodex(testScheduler);
    first.server.plays('s--#', { s: turnStarted() }, error);
    expectObservable(first.client.messages$).toBe('s--|', {
      s: expect.objectContaining({ method: 'turn/started' }),
    });
    expectObservable(first.client.turn('t').result$).toBe('---#', {}, error.about('turn t', 'unknown'));
    const second = marbleCodex(testScheduler);
    const ends: unknown[] = [];
    second.server.plays('--#');
    second.client.status$.subscribe((status) => ends.push(status));
    flush();
    expect(ends).toEqual([
      { status: 'ready' },
      {
        status: 'closed',
        error: expect.objectContaining({ shortMessage: 'The diagram lost the connection.' }),
      },
    ]);
  }));

test('a diagram counts from the moment it is played, and time can be written in it', () =>
  run((testScheduler, { expectObservable }) => {
    const { client, server } = marbleCodex(testScheduler);
    testScheduler.schedule(() => server.plays('-a 9ms b', { a: turnStarted(), b: turnCompleted() }), 5);
    expectObservable(client.turn('t').events$.pipe(map(({ method }) => method))).toBe('------a 9ms (b|)', {
      a: 'turn/started',
      b: 'turn/completed',
    });
  }));

test('a whole run: answered at once as by a healthy server, and the client is heard', () =>
  run((testScheduler, { expectObservable, flush }) => {
    const { client, server } = marbleCodex(testScheduler);
    expectObservable(server.sent$.pipe(map(({ method }) => method))).toBe('(ab)', {
      a: 'thread/start',
      b: 'turn/start',
    });
    const results: unknown[] = [];
    testScheduler.schedule(() =>
      client
        .startThread()
        .subscribe((thread) => thread.run('hi').subscribe((result) => results.push(result))),
    );
    const item = agentMessageItem('message', 'done');
    server.plays('-s-id-c', {
      s: turnStarted(),
      i: itemStarted(agentMessageItem('message')),
      d: itemCompleted(item),
      c: turnCompleted(),
    });
    flush();
    expect(results).toEqual([
      expect.objectContaining({ id: 't', threadId: 'thread', status: 'completed', finalResponse: 'done' }),
    ]);
    expect(server.sent.map(({ method }) => method)).toEqual([
      'initialize',
      'initialized',
      'thread/start',
      'turn/start',
    ]);
    expect(server.sent[3]!.params).toMatchObject({ threadId: 'thread' });
  }));

test('answers: a result, an Observable, a function; an error refuses, NEVER is silence', () =>
  run((testScheduler, { cold, expectObservable }) => {
    const { client, server } = marbleCodex(testScheduler, {
      validate: false,
      requestTimeout: 20,
      answers: { 'config/read': 'from the options' },
    });
    const ask = (method: string, params?: object) =>
      client.request(method as 'config/read', params) as Observable<unknown>;
    expectObservable(ask('config/read')).toBe('(a|)', { a: 'from the options' });
    server.answers('a', cold('---r|', { r: 'late' }));
    expectObservable(ask('a')).toBe('---(r|)', { r: 'late' });
    server.answers('b', ({ n }: { n: number }) => n + 1);
    expectObservable(ask('b', { n: 1 })).toBe('(r|)', { r: 2 });
    server.answers(
      'c',
      throwError(() => ({ code: -32001, message: 'busy', data: 1 })),
    );
    expectObservable(ask('c')).toBe(
      '#',
      {},
      expect.objectContaining({ code: -32001, serverMessage: 'busy', data: 1 }),
    );
    server.answers('d', () => {
      throw new Error('thrown');
    });
    expectObservable(ask('d')).toBe(
      '#',
      {},
      expect.objectContaining({ code: -32603, serverMessage: 'thrown' }),
    );
    server.answers('e', NEVER);
    expectObservable(ask('e')).toBe('20ms #', {}, expect.objectContaining({ name: 'CodexTimeoutError' }));
    const help = expect.objectContaining({
      serverMessage: expect.stringContaining("server.answers('f', result)"),
    });
    expectObservable(ask('f')).toBe('#', {}, help);
  }));

test('options reach the client, and the handshake can be refused', () =>
  run((testScheduler, { expectObservable, flush }) => {
    const refusal = { code: -32600, message: 'no' };
    const { client } = marbleCodex(testScheduler, {
      answers: { initialize: () => throwError(() => refusal) },
    });
    expectObservable(client.ready$).toBe('#', {}, expect.objectContaining({ serverMessage: 'no' }));
    const { server } = marbleCodex(testScheduler, { clientInfo: { name: 'me', version: '1' } });
    flush();
    expect(server.sent[0]!.params).toMatchObject({ clientInfo: { name: 'me', version: '1' } });
  }));

test('a server request gets the next id from 0, and its answer is heard', () =>
  run((testScheduler, { expectObservable, flush }) => {
    const { client, server } = marbleCodex(testScheduler, {
      handlers: { 'item/commandExecution/requestApproval': () => of({ decision: 'accept' as const }) },
    });
    const own = { id: 'mine', ...commandApproval('i2', 'pwd') };
    server.plays('-a-a-b', { a: commandApproval('i1', 'ls'), b: own });
    expectObservable(client.serverRequests$.pipe(map(({ id }) => id))).toBe('-0-1-m', {
      0: 0,
      1: 1,
      m: 'mine',
    });
    flush();
    expect(server.sent.slice(2)).toEqual(
      [0, 1, 'mine'].map((id) => ({ id, result: { decision: 'accept' } })),
    );
  }));

test('texts that are no message go as they are; ids that a message names stay', () =>
  run((testScheduler, { expectObservable }) => {
    const { client, server } = marbleCodex(testScheduler);
    server.plays('-g-s', { g: 'not json', s: turnStarted({ turnId: 'u', threadId: 'other' }) });
    expectObservable(client.diagnostics$.pipe(map(({ kind }) => kind))).toBe('-j', { j: 'json' });
    expectObservable(client.turns$.pipe(map(({ id, threadId }) => `${id} ${threadId}`))).toBe('---x', {
      x: 'u other',
    });
  }));

test('mistakes in a diagram show where it is written', () =>
  run((testScheduler) => {
    const { server } = marbleCodex(testScheduler);
    expect(() => server.plays('-a-b 10ms a|', { a: turnStarted() })).toThrow("no message for 'b'");
    expect(() => server.plays('-a', { a: { method: 'warning', params: { message: '$nobody' } } })).toThrow(
      '$nobody',
    );
    expect(() => server.plays('-a-!', { a: turnStarted() })).toThrow();
  }));

test('an interrupt is part of what the client says', () =>
  run((testScheduler, { expectObservable }) => {
    const { client, server } = marbleCodex(testScheduler);
    client.startThread().subscribe((thread) => {
      expectObservable(server.sent$.pipe(map(({ method }) => method))).toBe('s--i', {
        s: 'turn/start',
        i: 'turn/interrupt',
      });
      server.plays('-s', { s: turnStarted() });
      expectObservable(thread.run('What changed?'), '^--!');
    });
  }));
