import { filter, type Observable } from 'rxjs';
import { CodexRequestError } from '../../errors/codex-request-error.js';
import type { ThreadRealtimeStartParams } from '../../protocol/generated/definitions.js';
import type { ClientCore } from '../core.js';
import { either, type EitherOf } from './either.js';
import { follow, sendAndForget, type FollowSink } from './follow.js';

const methods = [
  'thread/realtime/started',
  'thread/realtime/itemAdded',
  'thread/realtime/item/started',
  'thread/realtime/item/transcript/delta',
  'thread/realtime/item/completed',
  'thread/realtime/transcript/delta',
  'thread/realtime/transcript/done',
  'thread/realtime/outputAudio/delta',
  'thread/realtime/sdp',
  'thread/realtime/error',
  'thread/realtime/closed',
] as const;

/** One notification of a voice conversation, told apart by `method`. */
export type RealtimeEvent = EitherOf<(typeof methods)[number]>;

/** Params of `thread/realtime/start` beside the thread. */
export type RealtimeParams = Omit<ThreadRealtimeStartParams, 'threadId'>;

/**
 * Cold: holds a voice conversation on a thread (`thread/realtime/start`): emits everything that the server says of it,
 * and completes when it is closed (`thread/realtime/closed`). Errors with `CodexRequestError` when it fails
 * (`thread/realtime/error`). Unsubscribing ends it (`thread/realtime/stop`). Talk with `appendRealtimeAudio`,
 * `appendRealtimeText` and `appendRealtimeSpeech`.
 */
export const realtime = (
  core: ClientCore,
  threadId: string,
  params: RealtimeParams,
): Observable<RealtimeEvent> =>
  follow(core, {
    start: (options) => core.request('thread/realtime/start', { ...params, threadId }, options),
    events$: either(core, ...methods).pipe(filter((event) => event.params.threadId === threadId)),
    answered: () => undefined,
    happened: (event, _, sink: FollowSink<RealtimeEvent>) => {
      sink.next(event);
      if (event.method === 'thread/realtime/closed') sink.complete();
      else if (event.method === 'thread/realtime/error') {
        sink.error(
          new CodexRequestError('thread/realtime/start', { code: -32603, message: event.params.message }),
        );
      }
    },
    stop: () => {
      sendAndForget(core.request('thread/realtime/stop', { threadId }));
      return true;
    },
  });
