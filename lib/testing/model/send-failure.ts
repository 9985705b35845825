import type { ModelFailure } from './model-step.js';
import type { SseStream } from './sse-stream.js';

/** What a failure takes besides itself. */
export interface FailureContext {
  readonly stream: SseStream;
  readonly responseId: string;
  /** Opens the stream, if it is not open yet. */
  readonly begin: () => Promise<void>;
  /** Answers with an HTTP error instead of a stream. */
  readonly refuse: (status: number, body: unknown, headers?: Readonly<Record<string, string>>) => void;
}

/** Ends a reply in the way the failure says. */
export const sendFailure = async (
  failure: ModelFailure,
  { stream, responseId, begin, refuse }: FailureContext,
): Promise<void> => {
  if ('status' in failure) {
    const fallback = { error: { message: `The script answers with HTTP ${failure.status}.` } };
    return refuse(failure.status, failure.body ?? fallback, failure.headers);
  }
  if ('drop' in failure) return stream.drop();
  await begin();
  if ('event' in failure) {
    const error = {
      code: failure.code,
      message: failure.message ?? `The script fails with ${failure.code}.`,
    };
    await stream.send({ type: failure.event, response: { id: responseId, status: 'failed', error } });
  } else if ('incomplete' in failure) {
    const response = {
      id: responseId,
      status: 'incomplete',
      incomplete_details: { reason: failure.incomplete },
    };
    await stream.send({ type: 'response.incomplete', response });
  }
  await stream.end();
};
