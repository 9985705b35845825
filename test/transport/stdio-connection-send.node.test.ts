import { CodexBackpressureError } from '../../lib/errors/codex-backpressure-error.js';
import { CodexTransportError } from '../../lib/errors/codex-transport-error.js';
import { reasonOf, say, stayAlive, stdioConnections } from './children.js';

const start = stdioConnections();

describe('send', () => {
  const deaf = `${say('ready')} ${stayAlive}`;

  it('is refused once too much waits for a child that does not read, and settles when it dies', async () => {
    const maxQueuedBytes = 1024 * 1024;
    const { connection, heard, kill } = start(deaf, { maxQueuedBytes });
    await heard.line(1);
    const text = 'x'.repeat(100_000);
    const sends = Array.from({ length: 1_000 }, () => reasonOf(connection.send(text)));
    const refusals = (await Promise.all(sends.slice(500))) as CodexBackpressureError[];
    expect(new Set(refusals.map(({ name }) => name))).toEqual(new Set(['CodexBackpressureError']));
    expect(refusals[0]!.queuedBytes).toBeGreaterThan(maxQueuedBytes);
    expect(refusals[0]!.queuedBytes).toBeLessThanOrEqual(maxQueuedBytes + 2 * text.length);

    kill();
    const reasons = await Promise.all(sends);
    const taken = reasons.filter((reason) => !(reason instanceof CodexBackpressureError));
    expect(taken).toHaveLength(Math.ceil(maxQueuedBytes / text.length));
    // What found room in the pipe itself is written; the rest is lost.
    const lost = taken.filter((reason) => reason !== 'resolved');
    expect(lost.length).toBeGreaterThan(taken.length / 2);
    expect(new Set(lost)).toEqual(new Set([await heard.end]));
  });

  it('under way when the child dies is lost, with the end of the child as the reason', async () => {
    const { connection, heard, kill } = start(deaf);
    await heard.line(1);
    const sends = [reasonOf(connection.send('x'.repeat(1_000_000))), reasonOf(connection.send('{}'))];
    kill();
    const loss = await heard.end;
    expect(loss).toMatchObject({ name: 'CodexProcessError', signal: 'SIGKILL' });
    for (const send of sends) expect(await send).toBe(loss);
  });

  it('to a child that breaks its pipe and then dies is lost for that reason, too', async () => {
    const { connection, heard } = start(
      `require('node:fs').closeSync(0); ${say('closed')} setTimeout(() => process.exit(3), 100);`,
    );
    await heard.line(1);
    const sends = Array.from({ length: 3 }, () => reasonOf(connection.send('x'.repeat(1_000_000))));
    const reasons = await Promise.all(sends);
    expect(reasons[0]).toMatchObject({ name: 'CodexProcessError', exitCode: 3 });
    expect(new Set(reasons)).toEqual(new Set([await heard.end]));
  });

  it('counts bytes, not characters', async () => {
    const { connection, heard, kill } = start(deaf, { maxQueuedBytes: 300_000 });
    await heard.line(1);
    const sends = Array.from({ length: 5 }, () => reasonOf(connection.send('漢'.repeat(50_000))));
    expect(await sends[4]).toBeInstanceOf(CodexBackpressureError);
    kill();
    const names = (await Promise.all(sends)).map((reason) => (reason as Error).name);
    expect(names.slice(2)).toEqual(Array(3).fill('CodexBackpressureError'));
  });

  it('is taken again once the child has read', async () => {
    const { connection, heard } = start(
      `${say('ready')}
      process.stdin.once('data', () => {}).pause();
      setTimeout(() => process.stdin.resume(), 200);`,
      { maxQueuedBytes: 500_000 },
    );
    await heard.line(1);
    const sends = Array.from({ length: 20 }, () => connection.send('x'.repeat(100_000)));
    const results = await Promise.allSettled(sends);
    expect(results.map(({ status }) => status)).toEqual([
      ...Array<string>(5).fill('fulfilled'),
      ...Array<string>(15).fill('rejected'),
    ]);
    await expect(connection.send('again')).resolves.toBeUndefined();
  });

  it('rejects once the child has closed its stdin, while what it says is still heard', async () => {
    const { connection, heard } = start(
      `require('node:fs').closeSync(0); ${say('closed')}
      setTimeout(() => { ${say('later')} }, 50); ${stayAlive}`,
      { closeStepTimeout: 50 },
    );
    await heard.line(1);
    const reasons: unknown[] = [];
    // The first may still have found room in the pipe.
    for (let round = 0; round < 5; round += 1) reasons.push(await reasonOf(connection.send('{"id":1}')));
    const failures = reasons.filter((reason) => reason !== 'resolved');
    expect(failures.length).toBeGreaterThanOrEqual(4);
    expect(failures.every((reason) => reason instanceof CodexTransportError)).toBe(true);
    expect(String(failures[0])).toContain('The server no longer reads its input.');
    expect(await heard.line(2)).toBe('later');
    await connection.close();
    expect(await heard.end).toBeUndefined();
  });

  it('rejects during and after close, and each time with the same loss', async () => {
    const { connection, heard } = start(`${say('ready')} process.stdin.resume()`);
    await heard.line(1);
    const closing = connection.close();
    expect(await reasonOf(connection.send('{}'))).toMatchObject({ message: 'The connection is closing.' });
    await closing;
    const reasons = [await reasonOf(connection.send('{}')), await reasonOf(connection.send('{}'))];
    expect(reasons[0]).toBe(reasons[1]);
    expect(reasons[0]).toMatchObject({
      name: 'CodexProcessError',
      exitCode: 0,
      shortMessage: 'codex app-server ended on request (exit code 0).',
    });
  });
});
