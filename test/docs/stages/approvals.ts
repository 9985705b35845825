import { of, type Observable } from 'rxjs';
import type { Approval, DisplayText } from 'codex-rx';
import { print } from '../support/page-runtime';

/** What the app knows that it can accept. */
export const isHarmless = (approval: Approval): boolean =>
  approval.kind === 'command' && /\bdate\b/.test(approval.params.command ?? '');

/** A person who says no. */
export const dialog = (question: string): Observable<boolean> => {
  print(`dialog: ${question}`);
  return of(false);
};

export const prompt = (question: string): Promise<string> => {
  print(`prompt: ${question}`);
  return Promise.resolve('TypeScript');
};

/** A form that is filled in; `undefined` when it is closed. */
export const form = (
  { text }: DisplayText,
  schema: unknown,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>> | undefined> => {
  print(`form: ${text} ${JSON.stringify(schema)} ${signal.aborted}`);
  return Promise.resolve({ name: 'Ada' });
};

export const newTokens = (): { accessToken: string; chatgptAccountId: string } => ({
  accessToken: 'token',
  chatgptAccountId: 'account',
});
