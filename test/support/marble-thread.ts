import { filter, map, type Observable } from 'rxjs';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';
import type { CodexThread } from '../../lib/client/codex-thread';
import { marbleCodex, type MarbleCodex, type MarbleCodexOptions } from '../../lib/testing';

/** A thread in virtual time. */
export interface MarbleThread extends MarbleCodex {
  readonly thread: CodexThread;
  readonly scheduler: TestScheduler;
  /** The turn ids that are interrupted, when the interrupt is written. */
  readonly interrupts$: Observable<unknown>;
}

/** Runs a marble test against a thread that is open. */
export const withThread = (
  options: MarbleCodexOptions,
  use: (thread: MarbleThread, helpers: RunHelpers) => void,
): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => {
    const codex = marbleCodex(scheduler, options);
    const opened: CodexThread[] = [];
    codex.client.startThread().subscribe((thread) => opened.push(thread));
    const interrupts$ = codex.server.sent$.pipe(
      filter(({ method }) => method === 'turn/interrupt'),
      map(({ params }) => (params as { readonly turnId: unknown }).turnId),
    );
    use({ ...codex, thread: opened[0]!, scheduler, interrupts$ }, helpers);
  });
};
