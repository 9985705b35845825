import type { ContractSession } from './contract-session.js';

const odd = ['\u2028\u2029\u0085', 'é漢😀', 'line\nbreak\r\n', '\\ud83d', '"{[', '\u0000', '__proto__', ''];

/** The cases about connecting, and about what passes over a connection. */
export const messageCases = ({ peer, connect, send, heardBy, gone }: ContractSession): void => {
  it('connect() is cold: calling it does nothing', async () => {
    void peer().transport.connect();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(peer().open()).toBe(0);
  });

  it('every subscription makes a connection of its own, and their messages do not mix', async () => {
    const [first, second] = await Promise.all([connect(), connect()]);
    expect(peer().open()).toBe(2);
    expect(first.connection).not.toBe(second.connection);
    await Promise.all([send(first, { echo: 'a' }), send(second, { echo: 'b' })]);
    await Promise.all([heardBy(first, 'the first', 2), heardBy(second, 'the second', 2)]);
    expect(first.messages).toEqual([{ hello: true }, { echo: 'a' }]);
    expect(second.messages).toEqual([{ hello: true }, { echo: 'b' }]);
  });

  it('connect() emits one connection, which says what kind it is', async () => {
    const heard = await connect();
    expect(heard.connection.info.transport).toMatch(/^[a-z][a-z-]*$/);
    await heard.connection.close();
    await gone();
    expect(heard.outer.filter((end) => end !== 'complete')).toEqual([]);
  });

  it('what the server says unasked is heard by who listens at once', async () => {
    const heard = await connect();
    await heardBy(heard, 'the greeting', 1);
    expect(heard.messages).toEqual([{ hello: true }]);
  });

  it('messages arrive whole and in order, a thousand at once too', async () => {
    const heard = await connect();
    await send(heard, { count: 1_000 });
    await heardBy(heard, 'the count', 1_001);
    expect(heard.messages.slice(1)).toEqual(Array.from({ length: 1_000 }, (_, n) => ({ n })));
  });

  it('texts are written in the order of the calls, nobody waiting for any', async () => {
    const heard = await connect();
    const echoes = Array.from({ length: 300 }, (_, index) => ({ echo: index }));
    await Promise.all(echoes.map((message) => send(heard, message)));
    await heardBy(heard, 'the echoes', 301);
    expect(heard.messages.slice(1)).toEqual(echoes);
  });

  it('send resolves with nothing', async () => {
    await expect(send(await connect(), { echo: 1 })).resolves.toBeUndefined();
  });

  it('odd characters come back as they went', async () => {
    const heard = await connect();
    await send(heard, { echo: odd });
    await heardBy(heard, 'the echo', 2);
    expect(heard.messages[1]).toEqual({ echo: odd });
  });

  it('a message of a megabyte passes both ways', async () => {
    const heard = await connect();
    const echo = '0123456é'.repeat(128 * 1024);
    await send(heard, { echo });
    await heardBy(heard, 'the echo', 2);
    expect((heard.messages[1] as { echo: string }).echo === echo).toBe(true);
  });
};
