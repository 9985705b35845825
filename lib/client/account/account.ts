import { distinctUntilChanged, map, type Observable } from 'rxjs';
import type {
  Account,
  GetAccountRateLimitsResponse,
  LoginAccountParams,
  LogoutAccountResponse,
} from '../../protocol/generated/definitions.js';
import { mergeRateLimits } from '../../protocol/merge-rate-limits.js';
import { readAgain, readThenFollow } from '../actions/live-read.js';
import type { CallOptions, ClientCore } from '../core.js';
import { login, type LoginStep } from './login.js';

/** Who the server works for. Reads and settings beyond this are in `client.api.account`. */
export interface CodexAccount {
  /** Cold: the account, read anew whenever it changes (`account/read`, `account/updated`); null for none. */
  readonly account$: Observable<Account | null>;
  /**
   * Cold: the rate limits, then as they change (`account/rateLimits/read`, `account/rateLimits/updated`).
   *
   * An update is merged into the limit that it names, in `rateLimitsByLimitId`, and into `rateLimits` if that is of
   * the same limit; what an update leaves out stays as it was.
   */
  readonly rateLimits$: Observable<GetAccountRateLimitsResponse>;
  /** Cold: logs in; see `LoginStep` for what it emits. Unsubscribing cancels a login that waits for a person. */
  login(params: LoginAccountParams): Observable<LoginStep>;
  /** Cold: forgets the login (`account/logout`). */
  logout(options?: CallOptions): Observable<LogoutAccountResponse>;
}

/** Makes the account of a client. */
export const createAccount = (core: ClientCore): CodexAccount => ({
  account$: readAgain(() => core.request('account/read', {}), core.on('account/updated')).pipe(
    map(({ account }) => account ?? null),
  ),
  rateLimits$: readThenFollow(
    () => core.request('account/rateLimits/read', {}),
    core.on('account/rateLimits/updated'),
    (limits, { rateLimits }) => mergeRateLimits(limits, rateLimits),
  ).pipe(distinctUntilChanged()),
  login: (params) => login(core, params),
  logout: (options) => core.request('account/logout', {}, options),
});
