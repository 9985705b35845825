/**
 * How code that uses the library reads, checked by the compiler: every type in it is inferred.
 *
 * `gallery.test.ts` runs each of these.
 */
import {
  distinctUntilChanged,
  filter,
  firstValueFrom,
  from,
  map,
  mergeMap,
  race,
  scan,
  switchMap,
  take,
  timeout,
  type Observable,
} from 'rxjs';
import * as t from 'io-ts';
import {
  asText,
  createCodexClient,
  dynamicTool,
  isActive,
  ofItem,
  ofMethod,
  toAsyncIterable,
  type Approval,
  type CodexClient,
  type CodexClientOptions,
  type CodexThread,
  type CodexTurn,
  type Transport,
} from 'codex-rx';
import { stdioTransport, type StdioTransportOptions } from 'codex-rx/node';

/** 1. Quick start. */
export const quickStart = async (options?: StdioTransportOptions): Promise<string | null> => {
  await using codex = createCodexClient(stdioTransport(options));
  const thread = await firstValueFrom(codex.startThread({ cwd: process.cwd() }));
  const { finalResponse } = await firstValueFrom(thread.run('Why does the build fail?'));
  return finalResponse;
};

/** 2. Stream the text of a turn. */
export const streamText = (thread: CodexThread, render: (text: string) => void) =>
  thread
    .startTurn('Explain this repository')
    .pipe(switchMap((turn) => turn.text$))
    .subscribe(render);

/** 3. Only the latest prompt matters: the previous turn is interrupted by unsubscription. */
export const latestOnly = (thread: CodexThread, prompts$: Observable<string>) =>
  prompts$.pipe(
    switchMap((prompt) => thread.run(prompt)),
    map(({ status, finalResponse }) => `${status}: ${finalResponse ?? 'nothing'}`),
  );

/** 4. Fan out over files, four at a time, one process. */
export const fanOut = (codex: CodexClient, files: readonly string[], cwd: string) =>
  from(files).pipe(
    mergeMap(
      (file) => codex.startThread({ cwd }).pipe(mergeMap((thread) => thread.run(`Review ${file}`))),
      4,
    ),
    scan((total, { usage }) => total + (usage?.total.totalTokens ?? 0), 0),
  );

/** 5. Race two models, stop the loser. */
export const raceModels = (thread: CodexThread, other: CodexThread, question: string) =>
  race(thread.run(question, { model: 'a' }), other.run(question, { model: 'b' }, { timeout: 60_000 })).pipe(
    map(({ threadId }) => threadId),
  );

/** 6. Stop a turn that spends too much. */
export const stopExpensive = (turn: CodexTurn, limit: number) =>
  turn.usage$.pipe(
    filter((usage) => usage.total.totalTokens > limit),
    take(1),
    switchMap(() => turn.interrupt()),
  );

/** 7. Approvals: a rule first, then a person, then time. */
export const approve = (
  codex: CodexClient,
  isReadOnly: (command: string | null | undefined) => boolean,
  ask: (request: Approval) => Observable<boolean>,
) =>
  codex.approvals$.subscribe((request) =>
    request.kind === 'command' && isReadOnly(request.params.command)
      ? request.accept()
      : ask(request)
          .pipe(timeout(60_000))
          .subscribe({
            next: (yes) => (yes ? request.accept() : request.decline()),
            error: () => request.decline(),
          }),
  );

/** 8. A tool of one's own, arguments checked by a codec. */
export const withTickets = (transport: Transport, tickets: { get(id: string): Observable<object> }) =>
  createCodexClient(transport, {
    tools: [dynamicTool('ticket', { id: t.string }, ({ id }) => tickets.get(id).pipe(map(asText)))],
  });

/** 9. Everything one needs for a dashboard, as immutable state. */
export const dashboard = (codex: CodexClient) =>
  codex.view$.pipe(
    map((view) => view.threads.filter(isActive).map(({ id, name }) => name ?? id)),
    distinctUntilChanged((a, b) => a.join() === b.join()),
  );

/** 12. Outside RxJS. */
export const loop = async (turn: CodexTurn, log: (method: string) => void): Promise<void> => {
  for await (const event of toAsyncIterable(turn.events$, { overflow: 'error', limit: 10_000 }))
    log(event.method);
};

/** 10. All commands, whoever ran them, as they finish. */
export const commands = (codex: CodexClient) =>
  codex.notifications$.pipe(
    ofMethod('item/completed'),
    ofItem('commandExecution'),
    map(({ command, exitCode }) => `${command}: ${exitCode ?? 'no exit code'}`),
  );

/** Params by method, and results by method. */
export const typed = (codex: CodexClient) => ({
  names$: codex
    .on('thread/name/updated')
    .pipe(map(({ threadId, threadName }) => `${threadId} ${threadName ?? ''}`)),
  loaded$: codex.request('thread/loaded/list', {}).pipe(map(({ data }) => data.length)),
  states$: codex.status$.pipe(
    map((state) => (state.status === 'closed' ? `closed ${String(state.error)}` : state.status)),
    distinctUntilChanged(),
  ),
});

/** What must not compile. */
export const wrong = (codex: CodexClient, thread: CodexThread, turn: CodexTurn): readonly unknown[] => [
  // @ts-expect-error no such method
  () => codex.request('no/such'),
  // @ts-expect-error a param is missing
  () => codex.request('thread/read', {}),
  // @ts-expect-error a param of another type
  () => codex.startThread({ cwd: 1 }),
  // @ts-expect-error no such notification
  () => codex.on('no/such'),
  // @ts-expect-error the thread is the handle's own
  () => thread.run('hi', { threadId: 'other' }),
  // @ts-expect-error a turn is not told to detach, a run is
  () => thread.startTurn('hi', {}, { detached: true }),
  // @ts-expect-error streams are for reading
  () => (turn.text$ = turn.diff$),
  // @ts-expect-error handles are for reading
  () => (turn.id = 'other'),
  // @ts-expect-error the answer of another method
  (): CodexClientOptions => ({ handlers: { 'item/tool/call': () => ({ decision: 'accept' }) } }),
];
