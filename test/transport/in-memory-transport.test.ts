import { CodexTransportError } from '../../lib/errors/codex-transport-error.js';
import { inMemoryTransport, type InMemoryServer } from '../../lib/transport/in-memory-transport.js';
import type { Connection } from '../../lib/transport/transport.js';
import { transportContract } from './contract.js';

transportContract('inMemoryTransport', () => {
  const transport = inMemoryTransport({
    onConnect: (server) => server.send({ hello: true }),
    onMessage: (message, server) => {
      const { count, lose } = message as { readonly count?: number; readonly lose?: true };
      if (lose) return server.fail();
      if (count === undefined) return server.send(message as object);
      for (let n = 0; n < count; n += 1) server.send({ n });
      return undefined;
    },
  });
  return { transport, open: transport.connections };
});

/** Subscribes, and gives the connection that is emitted at once. */
const connectTo = (transport: ReturnType<typeof inMemoryTransport>): Connection => {
  let made: Connection | undefined;
  transport.connect().subscribe((connection) => (made = connection));
  return made!;
};

const listenTo = (connection: Connection): string[] => {
  const events: string[] = [];
  connection.incoming$.subscribe({
    next: (text) => events.push(text),
    error: (error: unknown) => events.push(`error: ${(error as Error).message}`),
    complete: () => events.push('complete'),
  });
  return events;
};

describe('inMemoryTransport', () => {
  it('connects and delivers synchronously, objects as JSON and strings as they are', () => {
    const transport = inMemoryTransport();
    const events = listenTo(connectTo(transport));
    transport.send({ method: 'x' });
    transport.send('no JSON');
    expect(events).toEqual(['{"method":"x"}', 'no JSON']);
  });

  it('shows what the client sends, parsed, before send returns', () => {
    const order: unknown[] = [];
    const transport = inMemoryTransport({ onMessage: (message) => order.push(['onMessage', message]) });
    transport.sent$.subscribe((message) => order.push(['sent$', message]));
    const connection = connectTo(transport);
    void connection.send('{"id":1,"method":"x","params":{}}');
    order.push('returned');
    const message = { id: 1, method: 'x', params: {} };
    expect(order).toEqual([['sent$', message], ['onMessage', message], 'returned']);
  });

  it('keeps what is said before anyone listens, once and in order, and answers to it behind it', () => {
    const transport = inMemoryTransport({
      onConnect: (server) => {
        server.send('1');
        server.send('2');
      },
    });
    const connection = connectTo(transport);
    transport.send('3');
    const events: string[] = [];
    connection.incoming$.subscribe((text) => {
      if (text === '1') transport.send('4');
      events.push(text);
    });
    const late = listenTo(connection);
    transport.send('5');
    expect(events).toEqual(['1', '2', '3', '4', '5']);
    expect(late).toEqual(['5']);
  });

  it('delivers the end behind what was kept', async () => {
    const closed = inMemoryTransport({ onConnect: (server) => server.send('1') });
    const connection = connectTo(closed);
    await connection.close();
    expect(listenTo(connection)).toEqual(['1', 'complete']);

    const failed = inMemoryTransport({ onConnect: (server) => server.send('1') });
    const lost = connectTo(failed);
    failed.fail();
    expect(listenTo(lost)).toEqual(['1', 'error: The in-memory connection was lost.']);
  });

  it('speaks to the newest connection, and through its server to each', () => {
    const servers: InMemoryServer[] = [];
    const transport = inMemoryTransport({ onConnect: (server) => servers.push(server) });
    const [first, second] = [listenTo(connectTo(transport)), listenTo(connectTo(transport))];
    transport.send('new');
    servers[0]!.send('old');
    expect([first, second]).toEqual([['old'], ['new']]);
    transport.fail(new CodexTransportError('crash'));
    expect(transport.connections()).toBe(1);
    transport.send('to the one that is left');
    expect(first).toEqual(['old', 'to the one that is left']);
    expect(second).toEqual(['new', 'error: crash']);
  });

  it('says so where there is no connection to speak to', async () => {
    const transport = inMemoryTransport();
    expect(() => transport.send('x')).toThrow(CodexTransportError);
    expect(() => transport.fail()).toThrow('The in-memory transport has no open connection.');
    await connectTo(transport).close();
    expect(() => transport.send('x')).toThrow(CodexTransportError);
  });

  it('ignores what a server says after the end', () => {
    let server: InMemoryServer | undefined;
    const transport = inMemoryTransport({ onConnect: (made) => (server = made) });
    const events = listenTo(connectTo(transport));
    server!.fail();
    server!.send('late');
    server!.fail();
    expect(events).toEqual(['error: The in-memory connection was lost.']);
  });

  it('rejects, and does not throw, where the text is no JSON or onMessage throws', async () => {
    const transport = inMemoryTransport({
      onMessage: () => {
        throw new RangeError('a mistake in a test');
      },
    });
    const connection = connectTo(transport);
    const sends = [connection.send('{'), connection.send('{}')];
    expect(await Promise.allSettled(sends)).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ name: 'SyntaxError' }) },
      { status: 'rejected', reason: expect.any(RangeError) },
    ]);
  });

  it('has no process to name', () => {
    expect(connectTo(inMemoryTransport()).info).toEqual({ transport: 'in-memory' });
  });
});
