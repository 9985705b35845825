import {
  die,
  exit,
  grandchild,
  raw,
  reply,
  send,
  sendPart,
  stderr,
} from '../../../lib/testing/fake/fake-steps.js';
import { startRawAppServer } from '../support/raw-app-server.js';
import { withFake, withFakeServer } from '../support/running-fake.js';

const eventually = async (what: () => boolean): Promise<void> => {
  for (let tries = 0; !what(); tries++) {
    if (tries > 1_000) throw new Error(`never: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('everything that the client sends is noted, good or bad, in order', () =>
  withFakeServer({ on: { a: [reply({})] } }, async (server, fake) => {
    server.child.stdin!.write('{"id":1,"method":"a"}\n\nnull\n[1]\n{"method":"constructor"}\n{"id":0,"res');
    server.child.stdin!.write('ult":"\u2028"}\ntail');
    await server.end();
    const { pid } = server.child;
    expect(fake.records().map(({ launch: _, at: __, ...rest }) => rest)).toEqual([
      { event: 'start', pid },
      { message: { id: 1, method: 'a' } },
      { garbage: '' },
      { garbage: 'null' },
      { garbage: '[1]' },
      { message: { method: 'constructor' } },
      { message: { id: 0, result: '\u2028' } },
      { garbage: 'tail' },
      { event: 'end' },
    ]);
    expect(await server.exited).toEqual({ code: 0, signal: null });
  }));

test.each([
  ['an exit code', { start: [send({ last: 'é'.repeat(100_000) }), exit(7)] }, { code: 7, signal: null }],
  ['a signal', { start: [send({ last: 'é'.repeat(100_000) }), die()] }, { code: null, signal: 'SIGKILL' }],
  [
    'SIGTERM of its own',
    { start: [send({ last: 'é'.repeat(100_000) }), die('SIGTERM')] },
    { code: null, signal: 'SIGTERM' },
  ],
])('it ends by %s, after what it wrote', (_, script, end) =>
  withFakeServer(script, async (server) => {
    expect(await server.exited).toEqual(end);
    expect(server.messages[0].last).toHaveLength(100_000);
  }),
);

test('it ends in the middle of a line', () =>
  withFakeServer({ start: [sendPart({ method: 'x' }, 5), exit(0)], on: {} }, async (server) => {
    await server.exited;
    expect(server.garbage).toEqual(['{"met']);
  }));

test('it sends half of a message, and the rest as invalid UTF-8', () =>
  withFakeServer(
    { start: [sendPart({ a: 12345 }), raw(new Uint8Array([0xff, 0x0a])), exit(0)] },
    async (server) => {
      await server.exited;
      expect(server.garbage).toEqual(['{"a":\ufffd']);
    },
  ));

test('it writes megabytes to stderr', () =>
  withFakeServer({ start: [stderr('x'.repeat(3_000_000)), exit(0)] }, async (server) => {
    await server.exited;
    expect(server.stderr().length).toBe(3_000_000);
  }));

test('it ends at the end of stdin and on SIGTERM, unless its script has other plans', async () => {
  await withFakeServer({}, async (server, fake) => {
    await eventually(() => fake.records().length > 0);
    server.child.kill('SIGTERM');
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });
  await withFakeServer({ onEnd: [], onSigterm: [send({ still: 'here' })] }, async (server, fake) => {
    server.child.stdin!.end();
    await eventually(() => fake.records().at(-1)?.event === 'end');
    server.child.kill('SIGTERM');
    await server.until('a word', ({ still }) => still === 'here');
    expect(fake.records().at(-1)).toMatchObject({ event: 'SIGTERM' });
    expect(isAlive(server.child.pid!)).toBe(true);
    server.child.kill('SIGKILL');
    expect((await server.exited).signal).toBe('SIGKILL');
  });
});

test('a grandchild holds the pipes after the server has gone', () =>
  withFakeServer({ start: [grandchild(60_000), exit(0)] }, async (server, fake) => {
    let closed = false;
    void server.exited.then(() => (closed = true));
    await new Promise((resolve) => server.child.once('exit', resolve));
    const { grandchild: pid } = fake.records().find((entry) => entry.grandchild !== undefined)!;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([closed, isAlive(pid!)]).toEqual([false, true]);
    process.kill(pid!, 'SIGKILL');
    await server.exited;
  }));

test('a client that goes away does not make it fail', () =>
  withFake({ on: { go: [send({ to: 'nobody' }), send({ to: 'nobody' }), exit(5)] } }, async ({ fake }) => {
    const server = startRawAppServer(fake.command, fake.args);
    await eventually(() => fake.records().length > 0);
    server.child.stdout!.destroy();
    server.send({ method: 'go' });
    expect(await server.exited).toEqual({ code: 5, signal: null });
    expect(server.stderr()).toBe('');
  }));

test('each launch has its own script, its own ids and its own notes, even at the same time', () =>
  withFake(
    [{ on: { who: [reply('first')] } }, { on: { who: [reply('later {{launch}}')] } }],
    async ({ fake, start }) => {
      const servers = [];
      for (let launch = 0; launch < 3; launch++) {
        servers.push(start());
        await eventually(() => fake.records().some((entry) => entry.launch === launch));
      }
      expect(await Promise.all(servers.map((server) => server.request('who')))).toEqual([
        'first',
        'later 1',
        'later 2',
      ]);
      expect(await Promise.all(servers.map((server) => server.startThread()))).toEqual([
        'thread-1',
        'thread-1-1',
        'thread-2-1',
      ]);
      await Promise.all(servers.map((server) => server.end()));
      const starts = fake.records().filter(({ event }) => event === 'start');
      expect(starts.map(({ launch, pid }) => [launch, pid])).toEqual(
        servers.map(({ child }, at) => [at, child.pid]),
      );
    },
  ));
