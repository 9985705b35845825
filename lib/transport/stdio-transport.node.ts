import { spawn } from 'node:child_process';
import { Observable } from 'rxjs';
import { CodexProcessError } from '../errors/codex-process-error.js';
import { createRedactor } from '../wire/redact.js';
import { createStdioConnection, type StdioLimits } from './stdio-connection.node.js';
import { secretsOf, stdioLaunch, type StdioLaunch, type StdioLaunchOptions } from './stdio-launch.node.js';
import type { Connection, Transport } from './transport.js';

/** How the codex process is started, and the bounds of the connection to it. */
export interface StdioTransportOptions extends StdioLaunchOptions, Partial<StdioLimits> {}

/**
 * A transport that starts `codex app-server` as a child process and speaks to it over stdin and stdout.
 *
 * Every subscription of `connect()` starts a process of its own. The child inherits the environment, `CODEX_HOME`
 * included, so it uses the login and the settings of whoever runs this. No shell is involved. stderr is always
 * drained; its last 64 KiB are kept for error messages, redacted.
 *
 * `connect()` errors with `CodexBinaryNotFoundError`, `CodexOptionsError` or `CodexProcessError`.
 */
export const stdioTransport = (options: StdioTransportOptions = {}): Transport => ({
  connect: () =>
    new Observable<Connection>((subscriber) => {
      let launch: StdioLaunch;
      try {
        launch = stdioLaunch(options);
      } catch (error) {
        subscriber.error(error);
        return undefined;
      }
      const redact = createRedactor([...secretsOf(launch.env), ...secretsOf(options.config ?? {})]);
      const fail = (cause: unknown): void => subscriber.error(notStarted(launch, cause));
      let child: ReturnType<typeof spawn>;
      try {
        child = spawn(launch.command, [...launch.args], {
          cwd: launch.cwd,
          env: launch.env,
          stdio: ['pipe', 'pipe', 'pipe'],
          shell: false,
          windowsHide: true,
        });
      } catch (error) {
        fail(error);
        return undefined;
      }
      child.once('error', fail);
      const { connection, kill, ended } = createStdioConnection(child, redact, options);
      child.once('spawn', () => {
        child.off('error', fail);
        // A later "error" event only says that a signal could not be sent; the exit tells the rest.
        child.on('error', () => undefined);
        subscriber.next(connection);
        void ended.then(() => subscriber.complete());
      });
      return kill;
    }),
});

const notStarted = (launch: StdioLaunch, cause: unknown): CodexProcessError => {
  const { code = 'unknown cause', message } = cause as { readonly code?: string; readonly message: string };
  // Node's own error lists the arguments and quotes the value it refuses, which may be secret.
  const bare = Object.assign(new Error(message.split(' Received ')[0]), { code });
  const end = { exitCode: null, signal: null, stderrTail: '' };
  return new CodexProcessError(`${launch.command} could not be started (${code}).`, end, {
    cause: bare,
    details: launch.cwd === undefined ? [] : [`working folder: ${launch.cwd}`],
    hint: 'Check that the command and the working folder exist and that the command may be executed.',
  });
};
