// Three turns at once on one codex app-server, each a stream of its own: `npm run demo`.
// This file and its neighbours use the public API only.
import { parseArgs } from 'node:util';
import {
  auditTime,
  combineLatest,
  delay,
  fromEvent,
  ignoreElements,
  lastValueFrom,
  merge,
  of,
  scan,
  shareReplay,
  startWith,
  switchMap,
  takeUntil,
  tap,
  type Observable,
} from 'rxjs';
import { createCodexClient, type CodexClient, type CodexTurn } from 'codex-rx';
import { stdioTransport } from 'codex-rx/node';
import { startScriptedCodex } from 'codex-rx/testing';
import { describeEvent, emptyLane, reduceLane, type Lane } from './lane.js';
import { createPainter, summary } from './paint.js';
import { prompts, scenario, type Job } from './scenario.js';

const help = `usage: npm run demo [-- --live "prompt"]

Runs three turns at once on the real codex app-server with a scripted model: no account, key or network.

  --live "prompt"   runs one turn with your own codex login instead; whatever needs approval is declined
  --help            prints this`;

/** Everything that happens in a turn: its notifications, and what it asks of us. */
const happenings = (turn: CodexTurn) => merge(turn.events$, turn.requests$);

/** Runs the jobs at the same time, shows them, and says whether all of them completed. */
const run = async (client: CodexClient, cwd: string, jobs: readonly Job[]): Promise<boolean> => {
  const turns = jobs.map(({ name, prompt }) => ({
    name,
    turn$: client.startThread({ cwd }).pipe(
      switchMap((thread) => thread.startTurn(prompt)),
      // Started once, however many look at it; each of them gets every event from the first on.
      shareReplay({ bufferSize: 1, refCount: false }),
    ),
  }));

  const lanes$: Observable<readonly Lane[]> = combineLatest(
    turns.map(({ name, turn$ }) =>
      turn$.pipe(switchMap(happenings), scan(reduceLane, emptyLane(name)), startWith(emptyLane(name))),
    ),
  );
  const frames$: Observable<unknown> = lanes$.pipe(auditTime(50), tap(createPainter()));
  const lines$: Observable<unknown> = merge(
    ...turns.map(({ name, turn$ }) =>
      turn$.pipe(
        switchMap(happenings),
        tap((event) => console.log(describeEvent(name, event))),
      ),
    ),
  );

  const shown$ = (process.stdout.isTTY ? frames$ : lines$).pipe(ignoreElements());
  const stop$ = fromEvent(process, 'SIGINT');
  const all$ = merge(lanes$, shown$).pipe(takeUntil(stop$));
  const lanes = await lastValueFrom(all$, { defaultValue: [] as readonly Lane[] });
  console.log(`\n${summary(lanes)}`);
  return lanes.length > 0 && lanes.every(({ status }) => status === 'completed');
};

const readArguments = (): { live?: string | undefined; help?: boolean | undefined; fault?: string } => {
  try {
    return parseArgs({ options: { live: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    return { fault: (error as Error).message };
  }
};

const runScripted = async (): Promise<boolean> => {
  await using codex = await startScriptedCodex({ script: scenario });
  await using client = createCodexClient(stdioTransport({ env: codex.env, cwd: codex.cwd }), {
    handlers: {
      // Nothing is ever approved by default: here the demo itself says yes, after a moment to read the question.
      'item/commandExecution/requestApproval': () => of({ decision: 'accept' as const }).pipe(delay(800)),
    },
  });
  const completed = await run(client, codex.cwd, prompts);
  console.log(`\n${codex.model.requestCount} model calls, one app-server process.`);
  return completed;
};

const runLive = async (prompt: string): Promise<boolean> => {
  await using client = createCodexClient(stdioTransport());
  return await run(client, process.cwd(), [{ name: 'live', prompt }]);
};

const { live, fault, ...asked } = readArguments();
if (fault !== undefined || asked.help) {
  console.log(fault === undefined ? help : `${fault}\n\n${help}`);
  process.exitCode = fault === undefined ? 0 : 2;
} else {
  const completed = await (live === undefined ? runScripted() : runLive(live));
  process.exitCode = completed ? 0 : 1;
}
