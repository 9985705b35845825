import type { Observable } from 'rxjs';
import type { ProcessSpawnParams } from '../../protocol/generated/definitions.js';
import type { ClientCore } from '../core.js';
import { either } from './either.js';
import { feedProcess, type ProcessFeed } from './feed-process.js';
import { follow, sendAndForget, type FollowSink } from './follow.js';
import { createOutputReader, type ProcessEvent } from './process-output.js';

/** A process, as `process/spawn` takes it, and what it is fed with. */
export type SpawnParams = Omit<ProcessSpawnParams, 'processHandle' | 'streamStdoutStderr' | 'streamStdin'> &
  ProcessFeed;

/**
 * Cold: runs a process on the server's machine, outside of any sandbox (`process/spawn`).
 *
 * Emits what it writes as it comes (`process/outputDelta`), then its exit (`process/exited`), and completes.
 * Unsubscribing ends it (`process/kill`). Errors as the request does, and with what `stdin$` or `resize$` fail with.
 *
 * @param processHandle names the process on this connection
 */
export const spawn = (
  core: ClientCore,
  processHandle: string,
  { stdin$, resize$, ...params }: SpawnParams,
): Observable<ProcessEvent> => {
  const read = createOutputReader();
  return follow(core, {
    start: (options) =>
      core.request(
        'process/spawn',
        { ...params, processHandle, streamStdoutStderr: true, streamStdin: stdin$ !== undefined },
        options,
      ),
    feed$: feedProcess(
      { stdin$, resize$ },
      {
        write: (piece) => core.request('process/writeStdin', { ...piece, processHandle }),
        resize: (size) => core.request('process/resizePty', { processHandle, size }),
      },
    ),
    feedAfter: 'answer',
    events$: either(core, 'process/outputDelta', 'process/exited'),
    happened: ({ method, params: event }, _, sink: FollowSink<ProcessEvent>) => {
      if (event.processHandle !== processHandle) return;
      if (method === 'process/outputDelta') return sink.next(read(event.stream, event.deltaBase64));
      sink.next({ type: 'exit', exitCode: event.exitCode });
      sink.complete();
    },
    answered: () => undefined,
    stop: () => {
      sendAndForget(core.request('process/kill', { processHandle }));
      return true;
    },
  });
};
