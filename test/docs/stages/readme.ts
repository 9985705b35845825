import * as t from 'io-ts';
import { setTimeout } from 'node:timers/promises';
import { first, firstValueFrom, mergeMap as merged, of, shareReplay, Subject, type Observable } from 'rxjs';
import {
  createCodexClient as createClient,
  type Approval,
  type CodexThread,
  type CodexTurn,
  type DisplayText,
  type ItemOf,
  type TurnResult,
} from '../../../lib/index';
import { stdioTransport as stdio } from '../../../lib/node';
import { atTheEnd, print } from '../support/page-runtime';

// What the second block of code uses without importing it.
export { t };
export { filter, from, map, mergeMap, switchMap, take } from 'rxjs';
export { asText, askPerson, decideBy, declineAfter, dynamicTool, ofItem, ofMethod } from '../../../lib/index';

export const cwd = process.cwd();
export const codex = createClient(stdio());

const said: string[] = [];
const say = (...words: readonly unknown[]): void => {
  const text = words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ');
  said.push(text);
  print(text);
};

/** The examples of the page stand for themselves: each turn gets a thread of its own. */
const opened = <T>(use: (thread: CodexThread) => Observable<T>): Observable<T> =>
  codex.startThread({ cwd }).pipe(merged(use));
export const thread: Pick<CodexThread, 'run' | 'startTurn'> = {
  run: (input, params, options) => opened((one) => one.run(input, params, options)),
  startTurn: (input, params, options) => opened((one) => one.startTurn(input, params, options)),
};

const costly$ = thread.startTurn('Spend').pipe(shareReplay({ bufferSize: 1, refCount: false }));
export const turn: Pick<CodexTurn, 'usage$' | 'interrupt'> = {
  usage$: costly$.pipe(merged(({ usage$ }) => usage$)),
  interrupt: (options) => costly$.pipe(merged((one) => one.interrupt(options))),
};
codex.turns$.pipe(merged(({ result$ }) => result$)).subscribe(({ status }) => say(status));

export const render = (text: string): void => say('render', text);
export const prompts$ = new Subject<string>();
export const show = ({ finalResponse }: TurnResult): void => say('show', finalResponse);
export const files = ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts'];
export const report = ({ finalResponse }: TurnResult): void => say('report', finalResponse);
export const log = ({ command, status }: ItemOf<'commandExecution'>): void => say('log', command, status);
export const isReadOnly = ({ display }: Approval): boolean => display.text.includes('echo');
export const dialog = {
  ask: (text: DisplayText['text']): Observable<boolean> => {
    say('ask', text);
    return of(false);
  },
};
export const tickets = { get: (id: string): Observable<object> => of({ id, title: 'Broken' }) };
export const decide = (output: TurnResult<{ readonly safe: boolean }>['output']): void =>
  say('decide', output);

atTheEnd(async () => {
  const speaking$ = codex.on('item/agentMessage/delta').pipe(first(({ delta }) => delta.includes('tock')));
  const speaking = firstValueFrom(speaking$);
  prompts$.next('slow');
  await speaking;
  prompts$.next('last');
  const whole = [/^render Hello!$/, /^show last$/, /^show .*Broken/s, /^decide/];
  const missing = (): RegExp | undefined => whole.find((one) => !said.some((text) => one.test(text)));
  const times = (words: string): number => said.filter((text) => text.startsWith(words)).length;
  while (missing() || times('report') < files.length || times('interrupted') < 2) await setTimeout(20);
  await codex.close();
});
