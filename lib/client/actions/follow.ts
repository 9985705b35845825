import { Observable } from 'rxjs';
import type { ClientCore, InternalCallOptions } from '../core.js';
import { mayRun } from '../turn-start.js';
import { isInvalid } from './is-invalid.js';

/** What an action can tell its subscriber. */
export interface FollowSink<T> {
  next(value: T): void;
  complete(): void;
  error(error: unknown): void;
}

/** Something that a request begins and notifications go on with. */
export interface Followed<R, E, T> {
  /** Cold: the request that begins it. */
  readonly start: (options: InternalCallOptions) => Observable<R>;
  /** Hot: the notifications it may concern, of others as well. */
  readonly events$: Observable<E>;
  readonly answered: (response: R, sink: FollowSink<T>) => void;
  /** `response` is undefined for what came before the answer. */
  readonly happened: (event: E, response: R | undefined, sink: FollowSink<T>) => void;
  /** Cold: what goes to the server while it runs; subscribed once the request is on the wire, or answered. */
  readonly feed$?: Observable<never>;
  /** Default: `write`. */
  readonly feedAfter?: 'write' | 'answer';
  /**
   * Called when it is left before it has ended: at once where the answer does not matter, else when that has come.
   * Called as well when its request failed but may have been carried out. `response` is undefined while it is not
   * answered; return false to be called again with it.
   */
  readonly stop: (response: R | undefined) => boolean;
}

/**
 * Cold: begins something on the server, follows it to its end, and stops it when it is left before.
 *
 * The notifications are listened to before the request is written, so that none is missed. Left before the write,
 * nothing is sent. Errors as the request does, and with the loss when the connection ends while it goes on. What may
 * have begun although its request failed, unanswered in time for example, is stopped.
 */
export const follow = <R, E, T>(core: ClientCore, followed: Followed<R, E, T>): Observable<T> =>
  new Observable((subscriber) => {
    let written = false;
    let ended = false;
    let response: R | undefined;
    const sink: FollowSink<T> = {
      next: (value) => subscriber.next(value),
      complete: () => {
        ended = true;
        subscriber.complete();
      },
      error: (error) => {
        ended = true;
        subscriber.error(error);
      },
    };
    let stopped = false;
    const stop = (): void => {
      if (written && !ended && !stopped) stopped = followed.stop(response);
    };

    const feed = (after: 'write' | 'answer'): void => {
      if (subscriber.closed || after !== (followed.feedAfter ?? 'write')) return;
      subscriber.add(
        followed.feed$?.subscribe({
          error: (error: unknown) => {
            stop();
            sink.error(error);
          },
        }),
      );
    };
    const onWrite = (): void => {
      written = true;
      // It is called right before the write.
      if (followed.feed$) queueMicrotask(() => feed('write'));
    };

    // Registered first, since the answer may come before the subscription below returns.
    subscriber.add(stop);
    subscriber.add(core.lost$.subscribe({ error: sink.error }));
    subscriber.add(
      followed.events$.subscribe((event) => {
        if (!isInvalid(event)) followed.happened(event, response, sink);
      }),
    );
    if (subscriber.closed) return;
    const request = followed.start({ onWrite }).subscribe({
      next: (answer) => {
        response = answer;
        if (subscriber.closed) stop();
        else {
          followed.answered(answer, sink);
          feed('answer');
        }
      },
      error: (error: unknown) => {
        // It may go on although its request failed; nobody else would end it.
        if (mayRun(error)) stop();
        sink.error(error);
      },
    });
    // Once written, the answer is wanted all the same: it may name what has to be stopped.
    subscriber.add(() => {
      if (!written) request.unsubscribe();
    });
  });

/** Sends a request whose answer nobody waits for. */
export const sendAndForget = (request$: Observable<unknown>): void =>
  void request$.subscribe({ error: () => undefined });
