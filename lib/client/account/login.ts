import { concatMap, map, of, type Observable } from 'rxjs';
import { CodexLoginError } from '../../errors/codex-login-error.js';
import type {
  Account,
  AccountLoginCompletedNotification,
  LoginAccountParams,
  LoginAccountResponse,
} from '../../protocol/generated/definitions.js';
import { follow, sendAndForget, type FollowSink } from '../actions/follow.js';
import type { ClientCore } from '../core.js';

/** A step of a login: what a person has to do, or whose account it is now. */
export type LoginStep =
  | { readonly type: 'browser'; readonly loginId: string; readonly authUrl: string }
  | {
      readonly type: 'deviceCode';
      readonly loginId: string;
      readonly verificationUrl: string;
      readonly userCode: string;
    }
  | { readonly type: 'completed'; readonly account: Account | null };

/**
 * Cold: logs in (`account/login/start`): emits what a person has to do, if anything, then the account, and completes.
 *
 * An API key or tokens take effect at once. For a browser or a device code it waits for the end of the login
 * (`account/login/completed`), and unsubscribing before that cancels it (`account/login/cancel`). Then the account is
 * read (`account/read`). Errors with `CodexLoginError` when the login fails, and as the requests do: with an error of
 * `account/read`, the login itself has taken effect.
 */
export const login = (core: ClientCore, params: LoginAccountParams): Observable<LoginStep> =>
  loginSteps(core, params).pipe(
    concatMap((step) =>
      step === 'done'
        ? core
            .request('account/read', {})
            .pipe(map(({ account }): LoginStep => ({ type: 'completed', account: account ?? null })))
        : of(step),
    ),
  );

type Step = LoginStep | 'done';

const loginSteps = (core: ClientCore, params: LoginAccountParams): Observable<Step> => {
  let early: AccountLoginCompletedNotification[] = [];
  return follow(core, {
    start: (options) => core.request('account/login/start', params, options),
    events$: core.on('account/login/completed'),
    answered: (response: LoginAccountResponse, sink: FollowSink<Step>) => {
      const step = stepOf(response);
      sink.next(step);
      if (step === 'done') return sink.complete();
      for (const event of early) finish(event, response, sink);
      early = [];
      return undefined;
    },
    happened: (event, response, sink) => {
      // The end may come before the answer, which says whether it is the end of this login.
      if (response === undefined) early.push(event);
      else finish(event, response, sink);
    },
    stop: (response) => {
      const loginId = response && loginIdOf(response);
      if (loginId !== undefined) sendAndForget(core.request('account/login/cancel', { loginId }));
      return response !== undefined;
    },
  });
};

const stepOf = (response: LoginAccountResponse): Step => {
  switch (response.type) {
    case 'chatgpt':
      return { type: 'browser', loginId: response.loginId, authUrl: response.authUrl };
    case 'chatgptDeviceCode': {
      const { loginId, verificationUrl, userCode } = response;
      return { type: 'deviceCode', loginId, verificationUrl, userCode };
    }
    default:
      return 'done';
  }
};

const loginIdOf = (response: LoginAccountResponse): string | undefined =>
  response.type === 'chatgpt' || response.type === 'chatgptDeviceCode' ? response.loginId : undefined;

const finish = (
  { loginId, success, error }: AccountLoginCompletedNotification,
  response: LoginAccountResponse,
  sink: FollowSink<Step>,
): void => {
  if (loginId != null && loginId !== loginIdOf(response)) return;
  if (!success) return sink.error(new CodexLoginError('the account', error ?? undefined));
  sink.next('done');
  return sink.complete();
};
