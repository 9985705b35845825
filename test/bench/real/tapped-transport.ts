import { spawn } from 'node:child_process';
import { Observable } from 'rxjs';
import type { Connection, Transport } from '../../../lib/index.js';
import { createStdioConnection } from '../../../lib/transport/stdio-connection.node.js';
import type { Ground } from './player';

/**
 * The transport over a child process, where `onChunk` sees each piece of its output right before codex-rx does.
 */
export const tappedTransport = (
  { codexBin, env, cwd }: Ground,
  onChunk: (chunk: Buffer) => void,
): Transport => ({
  connect: () =>
    new Observable<Connection>((subscriber) => {
      const child = spawn(codexBin, ['app-server'], { cwd, env: { ...process.env, ...env } });
      child.once('error', (error) => subscriber.error(error));
      child.stdout.on('data', onChunk);
      const { connection, kill, ended } = createStdioConnection(child, (text) => text, {});
      child.once('spawn', () => subscriber.next(connection));
      void ended.then(() => subscriber.complete());
      return kill;
    }),
});
