import { map, merge, type Observable } from 'rxjs';
import type { ServerNotificationMethod } from '../../protocol/generated/server-notifications.js';
import type { ClientCore } from '../core.js';
import type { ParamsOf } from '../hot-streams.js';

/** One of several notifications, told apart by `method`. */
export type EitherOf<M extends ServerNotificationMethod> = {
  readonly [N in M]: { readonly method: N; readonly params: ParamsOf<N> };
}[M];

/** Hot: the notifications of several methods, in order. */
export const either = <M extends ServerNotificationMethod>(
  core: Pick<ClientCore, 'on'>,
  ...methods: readonly M[]
): Observable<EitherOf<M>> =>
  merge(...methods.map((method) => core.on(method).pipe(map((params) => ({ method, params })))));
