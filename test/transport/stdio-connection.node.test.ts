import { once } from 'node:events';
import { CodexProcessError } from '../../lib/errors/codex-process-error.js';
import { CodexTransportError } from '../../lib/errors/codex-transport-error.js';
import { createStdioConnection } from '../../lib/transport/stdio-connection.node.js';
import { createRedactor } from '../../lib/wire/redact.js';
import {
  isAlive,
  reasonOf,
  say,
  spawnScript,
  stayAlive,
  stdioConnections,
  type Listened,
} from './children.js';

const start = stdioConnections();

const lossOf = async (heard: Listened): Promise<CodexProcessError> => {
  const error = await heard.end;
  expect(error).toBeInstanceOf(CodexProcessError);
  return error as CodexProcessError;
};

describe('what the child says', () => {
  it('is heard line by line; what is no line is a diagnostic, and the next line is heard', async () => {
    const { heard, ended } = start(
      `process.stdout.write(Buffer.concat([
        Buffer.from('one\\n\\n'), Buffer.from([0xff, 0x0a]), Buffer.from('two \\u2028 é\\n'),
        Buffer.alloc(200, 'x'), Buffer.from('\\nthree\\r\\ncut off'),
      ]));`,
      { maxLineBytes: 100 },
    );
    await ended;
    expect(heard.lines).toEqual(['one', 'two \u2028 é', 'three\r']);
    expect(heard.diagnostics).toEqual([
      'framing: A line of 1 bytes is not UTF-8 and was dropped.',
      'framing: A line of 200 bytes is longer than maxLineBytes and was dropped.',
      'framing: A line of 7 bytes was cut off by the end of the stream.',
    ]);
  });

  it('in its last moment is heard before the end', async () => {
    const { heard } = start(`
      const { writeSync } = require('node:fs');
      for (let n = 0; n < 50; n += 1) writeSync(1, '{"n":1}\\n'.repeat(1_000));
      process.exit(3);`);
    const { exitCode } = await lossOf(heard);
    expect([heard.lines.length, exitCode]).toEqual([50_000, 3]);
  });

  it('on stderr is drained at any speed and its end is kept, redacted', async () => {
    const script = `
      const { writeSync } = require('node:fs');
      const line = 'x'.repeat(99) + '\\n';
      for (let sent = 0; sent < 20_000_000; sent += 1_000_000) writeSync(2, line.repeat(10_000));
      writeSync(2, 'the key is canary-93b1f0\\n');
      ${say('still here')}
      process.stdin.resume().on('end', () => process.exit(5));`;
    const { child, heard } = start(script);
    expect(await heard.line(1)).toBe('still here');
    child.stdin!.end();
    const { stderrTail, message } = await lossOf(heard);
    expect(stderrTail.length).toBeLessThanOrEqual(64 * 1024);
    expect(stderrTail.length).toBeGreaterThan(60 * 1024);
    expect(stderrTail).toMatch(/^x{99}\n/);
    expect(stderrTail).toMatch(/\nthe key is \[redacted\]\n$/);
    expect(message).toContain('the key is [redacted]');
  }, 20_000);
});

describe('the end of the child', () => {
  it.each([
    ['process.exit(3)', 3, null, 'exit code 3'],
    ['process.exit(0)', 0, null, 'exit code 0'],
    ["process.kill(process.pid, 'SIGKILL'); for (;;);", null, 'SIGKILL', 'signal SIGKILL'],
    ["process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)", null, 'SIGTERM', 'signal SIGTERM'],
  ])('by %s is an error that says how', async (script, exitCode, signal, how) => {
    const { heard } = start(`console.error('last words'); ${script}`);
    const error = await lossOf(heard);
    expect(error).toMatchObject({ exitCode, signal, stderrTail: 'last words\n' });
    expect(error.shortMessage).toBe(`codex app-server ended unexpectedly (${how}).`);
    expect(error.message).toContain('stderr: last words');
    expect(error.hint).toMatch(/resumeThread/);
  });

  it('is told within 100 ms', async () => {
    // The quickest of five: on a busy machine any one of them may have to wait for its turn.
    let quickest = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round += 1) {
      const { child, heard } = start('process.exit(1)');
      let exited = 0;
      child.once('exit', () => (exited = performance.now()));
      await heard.end;
      quickest = Math.min(quickest, performance.now() - exited);
    }
    expect(quickest).toBeLessThan(100);
  });

  it('is told soon though a grandchild holds the pipes, and what that one says is not waited for', async () => {
    const { child, connection, heard } = start(`
      const { spawn } = require('node:child_process');
      const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      process.stdout.write(grandchild.pid + '\\n', () => process.exit(4));`);
    let exited = 0;
    child.once('exit', () => (exited = performance.now()));
    const grandchild = Number(await heard.line(1));
    // Nobody reads it: the grandchild keeps the other end of this pipe open as well.
    const send = reasonOf(connection.send('x'.repeat(1_000_000)));
    try {
      expect((await lossOf(heard)).exitCode).toBe(4);
      expect(await send).toBe(await heard.end);
      expect([child.stdin, child.stdout, child.stderr].map((pipe) => pipe!.destroyed)).toEqual([
        true,
        true,
        true,
      ]);
      expect(performance.now() - exited).toBeLessThan(3_000);
      expect(isAlive(grandchild)).toBe(true);
    } finally {
      process.kill(grandchild, 'SIGKILL');
    }
  });

  it('completes the diagnostics and comes once, whatever is called then', async () => {
    const { connection, heard, kill, ended } = start('process.exit(1)');
    let completed = 0;
    connection.diagnostics$!.subscribe({ complete: () => (completed += 1) });
    await lossOf(heard);
    await ended;
    kill();
    await connection.close();
    expect(completed).toBe(1);
    expect(await reasonOf(connection.send('{}'))).toBe(await heard.end);
  });
});

describe('close', () => {
  it('lets what was sent reach the child first', async () => {
    const { connection, child, heard } = start(`
      ${say('ready')}
      let bytes = 0;
      process.stdin.on('data', (chunk) => (bytes += chunk.length)).on('end', () => process.exit(bytes === 300_003 ? 0 : 9));`);
    await heard.line(1);
    const sends = [1, 2, 3].map(() => connection.send('x'.repeat(100_000)));
    await connection.close();
    await expect(Promise.all(sends)).resolves.toHaveLength(3);
    expect(child.exitCode).toBe(0);
    expect(await heard.end).toBeUndefined();
  });

  it('gives one and the same promise however often it is called', () => {
    const { connection } = start('process.stdin.resume()');
    expect(connection.close()).toBe(connection.close());
  });

  it('goes through with a child that ignores the end of stdin and SIGTERM', async () => {
    const { connection, child, heard } = start(
      `process.on('SIGTERM', () => {}); ${stayAlive} ${say('ready')}`,
      { closeStepTimeout: 50 },
    );
    await heard.line(1);
    await connection.close();
    expect(child.signalCode).toBe('SIGKILL');
    expect(await heard.end).toBeUndefined();
  });

  it('settles sends that a deaf child never read', async () => {
    const { connection, heard } = start(`${say('ready')} ${stayAlive}`, { closeStepTimeout: 50 });
    await heard.line(1);
    const sends = Array.from({ length: 20 }, () => reasonOf(connection.send('x'.repeat(100_000))));
    await connection.close();
    const reasons = await Promise.all(sends);
    expect(reasons.at(-1)).toBeInstanceOf(CodexTransportError);
    expect(reasons.every((reason) => reason === 'resolved' || reason instanceof CodexTransportError)).toBe(
      true,
    );
  });

  it('does not wait for a grandchild that holds the pipes', async () => {
    const { connection, heard } = start(`
      const { spawn } = require('node:child_process');
      const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      process.stdout.write(grandchild.pid + '\\n');
      process.stdin.resume().on('end', () => process.exit(0));`);
    const grandchild = Number(await heard.line(1));
    try {
      const start = performance.now();
      await connection.close();
      expect(performance.now() - start).toBeLessThan(1_900);
      expect(await heard.end).toBeUndefined();
    } finally {
      process.kill(grandchild, 'SIGKILL');
    }
  });
});

describe('the connection', () => {
  it('names the process', async () => {
    const { connection, child, heard } = start(`${say('ready')} ${stayAlive}`);
    expect(connection.info).toEqual({ transport: 'stdio', pid: child.pid });
    await heard.line(1);
  });

  it('refuses a child without pipes', async () => {
    const child = spawnScript('');
    const bare = { ...child, stdin: null } as unknown as typeof child;
    expect(() => createStdioConnection(bare, createRedactor(), {})).toThrow(CodexTransportError);
    child.stdin!.end();
    child.stdout!.resume();
    child.stderr!.resume();
    await once(child, 'close');
  });
});
