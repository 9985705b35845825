import { defer, map, type Observable } from 'rxjs';
import type { ClientRequestMethod, ClientRequests } from '../protocol/generated/client-requests.js';
import type {
  ReviewStartParams,
  ReviewStartResponse,
  TurnStartParams,
  TurnStartResponse,
} from '../protocol/generated/definitions.js';
import { ownField } from '../protocol/own-field.js';
import type { WhenBusy } from './admit-turn.js';
import type { CallOptions, ClientCore, InternalCallOptions, SendRequest } from './core.js';
import type { TurnStart } from './own-turns.js';
import { outputJsonSchema, type OutputSchema } from './output-schema.js';
import { toUserInput, type TurnInput } from './turn-input.js';
import { createTurnStart, type TurnAnswer } from './turn-start.js';

/** Params of `turn/start` beside those that the thread and the input give. */
export type TurnParams<A = unknown> = Omit<TurnStartParams, 'threadId' | 'input' | 'outputSchema'> & {
  /**
   * What the agent's final answer must be: a codec of io-ts or a JSON Schema. It is then in the `output` of the
   * result, parsed, and checked by the codec if it is one.
   */
  readonly outputSchema?: OutputSchema<A> | undefined;
};

/** How a turn is started. */
export interface StartOptions extends CallOptions {
  /** What to do on a thread where a turn runs. Default: what the thread was opened with, or else `steer`. */
  readonly whenBusy?: WhenBusy | undefined;
}

/** The same, with what the client itself may add. */
export type InternalStartOptions = StartOptions & InternalCallOptions;

/** Prepares a `turn/start`. */
export const startTurn = <A>(
  core: ClientCore,
  threadId: string,
  input: TurnInput,
  { outputSchema, ...params }: TurnParams<A> = {},
  { whenBusy, ...options }: InternalStartOptions = {},
): TurnStart<TurnStartResponse> => {
  const send = (call: InternalCallOptions): Observable<TurnStartResponse> =>
    defer(() => {
      const output = outputSchema === undefined ? {} : { outputSchema: outputJsonSchema(outputSchema) };
      return core.request('turn/start', { ...params, ...output, threadId, input: toUserInput(input) }, call);
    });
  return createTurnStart(core, { threadId, send, whenBusy }, options);
};

/** Prepares a `review/start`. */
export const startReview = (
  core: ClientCore,
  threadId: string,
  target: ReviewStartParams['target'],
  { whenBusy, ...options }: InternalStartOptions = {},
): TurnStart<ReviewStartResponse> => {
  const send = (call: InternalCallOptions): Observable<ReviewStartResponse> =>
    core.request('review/start', { threadId, target }, call);
  return createTurnStart(core, { threadId, send, whenBusy }, options);
};

/**
 * Makes the function behind `client.request`: a turn that is started by it is known and counted like any other.
 */
export const createPublicRequest =
  (core: ClientCore): SendRequest =>
  <M extends ClientRequestMethod>(method: M, params?: ClientRequests[M]['params'], options?: CallOptions) =>
    defer(() => {
      const threadId = ownField(params, 'threadId');
      const starts = method === 'turn/start' || method === 'review/start';
      if (!starts || typeof threadId !== 'string') return core.request(method, params, options);
      const send = (call: InternalCallOptions) =>
        core.request(method, params, call) as Observable<unknown> as Observable<TurnAnswer>;
      const start = createTurnStart(core, { threadId, send }, options);
      return start.started$.pipe(map(({ response }) => response as unknown as ClientRequests[M]['result']));
    });
