import { catchError, concat, defer, Observable, of, type Subscriber } from 'rxjs';
import { CodexTurnForgottenError } from '../errors/codex-turn-forgotten-error.js';
import type {
  TurnPlanUpdatedNotification,
  TurnSteerParams,
  TurnSteerResponse,
} from '../protocol/generated/definitions.js';
import type { TurnEvent } from '../protocol/notification.js';
import type { ServerRequest } from '../protocol/server-request.js';
import { agentText } from '../operators/agent-text.js';
import { conflateReplay } from '../operators/conflate-replay.js';
import { readOutput } from '../operators/read-output.js';
import { tokenUsage, type TokenUsage } from '../operators/token-usage.js';
import { diff } from '../operators/diff.js';
import { turnItems, type TurnItem } from '../operators/turn-items.js';
import { plan } from '../operators/plan.js';
import { turnResult, type TurnResult } from '../operators/turn-result.js';
import { turnViews } from './turn-views.js';
import type { TurnView } from '../view/turn-view.js';
import type { TurnChannel } from '../router/turn-channel.js';
import type { CallOptions, ClientCore } from './core.js';
import { interruptTurn } from './interrupt-turn.js';
import { outputCodec, type OutputSchema } from './output-schema.js';
import { readBackTurn } from './read-back-turn.js';
import { toUserInput, type TurnInput } from './turn-input.js';
import { createTurnMethods, type TurnMethods } from './turn-methods.js';
import type { TurnStart } from './own-turns.js';
import { untilAborted } from './until-aborted.js';
import { waitingFor } from './waiting.js';
import { whenStarted } from './when-started.js';

/** Params of `turn/steer` beside those that the turn and the input give. */
export type SteerParams = Omit<TurnSteerParams, 'threadId' | 'expectedTurnId' | 'input'>;

/**
 * One turn: the agent's work on one input.
 *
 * All streams replay from the first event and then go on live. They complete after `turn/completed`; if the
 * connection is lost first they error with a `CodexTransportError`, after `client.close()` with a
 * `CodexClosedError`; a half turn never looks finished. Holds nothing of the turn before something is subscribed.
 */
export interface CodexTurn<A = unknown> extends TurnMethods {
  readonly id: string;
  /** Undefined until it is known. */
  readonly threadId: string | undefined;
  /** Every notification of the turn, as on the wire. A late subscriber gets all of them; long runs of deltas folded. */
  readonly events$: Observable<TurnEvent>;
  /** The server requests of the turn, to look at: looking is not handling. The newest 100 are replayed. */
  readonly requests$: Observable<ServerRequest>;
  /** What the agent says, the whole text so far at each change. A late subscriber gets the current text. */
  readonly text$: Observable<string>;
  /** The items, the whole list at each change. A late subscriber gets the current list. */
  readonly items$: Observable<readonly TurnItem[]>;
  /** The token usage at each report. A late subscriber gets the last report. */
  readonly usage$: Observable<TokenUsage>;
  /** The agent's plan at each update. A late subscriber gets the last one. */
  readonly plan$: Observable<TurnPlanUpdatedNotification>;
  /** The unified diff of what the turn changed, at each update. A late subscriber gets the last one. */
  readonly diff$: Observable<string>;
  /**
   * Everything that is known of the turn, as immutable state at each change; what did not change is the same object as
   * before. A late subscriber gets the current state.
   */
  readonly view$: Observable<TurnView>;
  /**
   * Whether somebody is to answer a request of the turn, an approval or a question: now, then at each change. Completes
   * with the connection. For `stallsAfter`, which then stands still.
   */
  readonly waiting$: Observable<boolean>;
  /** How the turn ended: one value, whether it completed, was interrupted or failed. Errors if that cannot be known. */
  readonly result$: Observable<TurnResult<A>>;
  /**
   * Cold: adds input to the running turn (`turn/steer`); waits for `turn/started` if need be.
   *
   * Errors with `CodexRequestError` when the turn is over or cannot be steered.
   */
  steer(input: TurnInput, params?: SteerParams, options?: CallOptions): Observable<TurnSteerResponse>;
  /**
   * Cold: interrupts the turn (`turn/interrupt`), written on subscription; emits once when the server has taken it.
   *
   * A turn that ended by itself meanwhile is no error; for one that is over nothing is sent.
   */
  interrupt(options?: CallOptions): Observable<void>;
}

/** What a handle is made for: a turn that is known, or an id that may come. */
export interface CodexTurnSource<A = unknown> {
  readonly id: string;
  readonly threadId?: string | undefined;
  readonly channel?: TurnChannel;
  readonly start?: TurnStart;
  /** What the turn was asked to end with. */
  readonly outputSchema?: OutputSchema<A> | undefined;
}

/** Makes the handle of a turn. */
export const createCodexTurn = <A = unknown>(core: ClientCore, source: CodexTurnSource<A>): CodexTurn<A> => {
  const { id, start, outputSchema } = source;
  let held = source.channel;

  /** Holds on to the channel from the first subscription on, so that the replay stays as long as this handle. */
  const withChannel = <T>(use: (channel: TurnChannel) => Observable<T>): Observable<T> =>
    new Observable<T>((subscriber: Subscriber<T>) => {
      if (held && stays(held)) return use(held).subscribe(subscriber);
      let claimed: TurnChannel;
      try {
        claimed = core.router.claim(id);
      } catch (error) {
        return subscriber.error(error);
      }
      held = claimed;
      subscriber.add(() => core.router.release(claimed));
      return use(claimed).subscribe(subscriber);
    });

  const kept$ = withChannel(({ log }) => log.events$);
  const { threadId } = source;
  // Without its thread a turn cannot be read back, and its events need no operator on their way.
  const events$ =
    threadId === undefined
      ? kept$
      : kept$.pipe(
          catchError((error: unknown) => {
            if (error instanceof CodexTurnForgottenError) return readBackTurn(core, threadId, id);
            throw error;
          }),
        );
  const threadIdNow = (): string | undefined => source.threadId ?? held?.threadId();
  return {
    ...createTurnMethods(core.request, { turnId: id, threadId: threadIdNow }),
    id,
    get threadId() {
      return threadIdNow();
    },
    events$,
    requests$: withChannel(({ requests$ }) => requests$),
    text$: events$.pipe(agentText(), conflateReplay()),
    items$: events$.pipe(turnItems(), conflateReplay()),
    usage$: events$.pipe(tokenUsage(), conflateReplay()),
    plan$: events$.pipe(plan(), conflateReplay()),
    diff$: events$.pipe(diff(), conflateReplay()),
    view$: events$.pipe(turnViews(id), conflateReplay()),
    waiting$: waitingFor(core.openRequests, ({ turnId }) => turnId === core.router.identityOf(id)),
    result$: events$.pipe(
      turnResult(outputSchema && ((text) => readOutput(text, outputCodec(outputSchema)))),
    ),
    steer: (input, params = {}, options = {}) =>
      concat(
        withChannel(whenStarted),
        defer(() => {
          const call = {
            ...params,
            threadId: threadIdNow() ?? '',
            expectedTurnId: id,
            input: toUserInput(input),
          };
          return core.request('turn/steer', call, options);
        }),
      ).pipe(untilAborted(options.signal)),
    interrupt: (options = {}) =>
      withChannel((channel) =>
        interruptTurn(core, { channel, threadId: source.threadId, start }, timeoutIn(options)),
      ).pipe(
        // A turn whose events are no longer kept is over.
        catchError((error: unknown) => {
          if (error instanceof CodexTurnForgottenError) return of(undefined);
          throw error;
        }),
        untilAborted(options.signal),
      ),
  };
};

const timeoutIn = ({ timeout }: CallOptions): Pick<CallOptions, 'timeout'> =>
  timeout === undefined ? {} : { timeout };

/**
 * Whether a channel needs no claim: an id that is only waited for is given up with its last claim. One that is over and
 * of which events are gone is asked for like any id, and found forgotten.
 */
const stays = (channel: TurnChannel): boolean =>
  channel.over() ? channel.log.whole() : channel.phase() === 'running';
