import { firstValueFrom } from 'rxjs';
import { CodexTransportError } from '../../lib/errors/codex-transport-error.js';
import { isCodexError } from '../../lib/errors/is-codex-error.js';
import type { Connection } from '../../lib/transport/transport.js';
import type { ContractSession } from './contract-session.js';

/** The cases about the ways in which a connection ends. */
export const endCases = (session: ContractSession): void => {
  const { peer, connect, send, heardBy, ended, lose, gone } = session;

  it('close() ends the connection and completes incoming$', async () => {
    const heard = await connect();
    await expect(heard.connection.close()).resolves.toBeUndefined();
    await ended(heard);
    expect(heard.ends).toEqual(['complete']);
    await gone();
  });

  it('close() may be called again, at once and later', async () => {
    const heard = await connect();
    await Promise.all([heard.connection.close(), heard.connection.close()]);
    await heard.connection.close();
    expect(heard.ends).toEqual(['complete']);
  });

  it('send after close() rejects with an error of this library', async () => {
    const heard = await connect();
    const closing = heard.connection.close();
    const during = await errorOf(send(heard, { echo: 1 }));
    await closing;
    const after = await errorOf(send(heard, { echo: 2 }));
    expect([isCodexError(during), isCodexError(after)]).toEqual([true, true]);
    expect(heard.messages).not.toContainEqual({ echo: 2 });
  });

  it('a loss errors incoming$ once with a CodexTransportError, and connect() with nothing', async () => {
    const heard = await connect();
    await lose(heard);
    await gone();
    expect(heard.ends).toEqual([{ error: expect.any(CodexTransportError) }]);
    expect(heard.outer.filter((end) => end !== 'complete')).toEqual([]);
  });

  it('after a loss send rejects with an error of this library and close() resolves', async () => {
    const heard = await connect();
    await lose(heard);
    expect(isCodexError(await errorOf(send(heard, { echo: 1 })))).toBe(true);
    await expect(heard.connection.close()).resolves.toBeUndefined();
    expect(heard.ends).toHaveLength(1);
  });

  it('every send settles if the connection is lost under them', async () => {
    const heard = await connect();
    const before = Array.from({ length: 50 }, (_, index) => send(heard, { echo: index }));
    const loss = send(heard, { lose: true });
    const after = Array.from({ length: 50 }, (_, index) => send(heard, { echo: 'x'.repeat(10_000) + index }));
    const settled = await Promise.allSettled([...before, loss, ...after]);
    await ended(heard);
    for (const result of settled) {
      if (result.status === 'rejected') expect(isCodexError(result.reason)).toBe(true);
    }
    expect(settled[0]!.status).toBe('fulfilled');
  });

  it('what came before a loss is delivered before it', async () => {
    const heard = await connect();
    const endsAtMessage: number[] = [];
    heard.connection.incoming$.subscribe({
      next: () => endsAtMessage.push(heard.ends.length),
      error: () => undefined,
    });
    await send(heard, { count: 200 });
    await lose(heard);
    expect(heard.messages.at(-1)).toEqual({ n: 199 });
    expect(new Set(endsAtMessage)).toEqual(new Set([0]));
  });

  it('unsubscribing ends the connection at once, and incoming$ like a loss', async () => {
    const heard = await connect();
    await heardBy(heard, 'the greeting', 1);
    heard.subscription.unsubscribe();
    await gone();
    await ended(heard);
    expect(heard.ends).toEqual([{ error: expect.any(CodexTransportError) }]);
    expect(isCodexError(await errorOf(send(heard, { echo: 1 })))).toBe(true);
    await expect(heard.connection.close()).resolves.toBeUndefined();
  });

  it('unsubscribing after close() changes nothing', async () => {
    const heard = await connect();
    await heard.connection.close();
    heard.subscription.unsubscribe();
    await gone();
    expect(heard.ends).toEqual(['complete']);
  });

  it('unsubscribing before the connection was emitted gives it up', async () => {
    const emitted: Connection[] = [];
    const subscription = peer()
      .transport.connect()
      .subscribe((connection) => emitted.push(connection));
    const atOnce = emitted.length;
    subscription.unsubscribe();
    await gone();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(emitted).toHaveLength(atOnce);
    expect(peer().open()).toBe(0);
  });

  it('unsubscribing in the very emission ends it too', async () => {
    const connection = await firstValueFrom(peer().transport.connect());
    await gone();
    expect(isCodexError(await errorOf(connection.send('{"echo":1}')))).toBe(true);
  });

  it('subscribing again reconnects', async () => {
    for (let round = 0; round < 3; round += 1) {
      const heard = await connect();
      await send(heard, { echo: round });
      await heardBy(heard, 'the echo', 2);
      expect(heard.messages).toEqual([{ hello: true }, { echo: round }]);
      await heard.connection.close();
      await gone();
    }
  });
};

const errorOf = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not reject.');
};
