import type { Observable } from 'rxjs';
import type { CommandExecParams } from '../../protocol/generated/definitions.js';
import type { ClientCore } from '../core.js';
import { feedProcess, type ProcessFeed } from './feed-process.js';
import { follow, sendAndForget, type FollowSink } from './follow.js';
import { createOutputReader, type ProcessEvent } from './process-output.js';

/** A command, as `command/exec` takes it, and what it is fed with. */
export type ExecParams = Omit<CommandExecParams, 'processId' | 'streamStdoutStderr' | 'streamStdin'> &
  ProcessFeed;

/**
 * Cold: runs a command on the server's machine, in its sandbox and without a thread (`command/exec`).
 *
 * Emits what it writes as it comes (`command/exec/outputDelta`), then its exit, and completes. Unsubscribing ends it
 * (`command/exec/terminate`). Errors as the request does, and with what `stdin$` or `resize$` fail with.
 *
 * @param processId names the process on this connection
 */
export const exec = (
  core: ClientCore,
  processId: string,
  { stdin$, resize$, ...params }: ExecParams,
): Observable<ProcessEvent> => {
  const read = createOutputReader();
  return follow(core, {
    start: (options) =>
      core.request(
        'command/exec',
        { ...params, processId, streamStdoutStderr: true, streamStdin: stdin$ !== undefined },
        options,
      ),
    feed$: feedProcess(
      { stdin$, resize$ },
      {
        write: (piece) => core.request('command/exec/write', { ...piece, processId }),
        resize: (size) => core.request('command/exec/resize', { processId, size }),
      },
    ),
    events$: core.on('command/exec/outputDelta'),
    happened: (event, _, sink: FollowSink<ProcessEvent>) => {
      if (event.processId === processId) sink.next(read(event.stream, event.deltaBase64));
    },
    answered: ({ exitCode }, sink) => {
      sink.next({ type: 'exit', exitCode });
      sink.complete();
    },
    stop: () => {
      sendAndForget(core.request('command/exec/terminate', { processId }));
      return true;
    },
  });
};
