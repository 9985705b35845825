import { defer, type Observable } from 'rxjs';
import type { ClientRequestMethod, ClientRequests } from '../protocol/generated/client-requests.js';
import type { CallOptions, SendRequest } from './core.js';

/** The fields of params that a thread or a turn fills in itself. */
export type IdField = 'threadId' | 'turnId' | 'expectedTurnId';

/** What is left of params when the ids are filled in; each variant of a union by itself. */
type WithoutIds<P> = P extends unknown ? Omit<P, IdField> : never;

/** Arguments of a call: the params may be left out where nothing in them is required. */
type Arguments<P, Text> =
  Record<never, never> extends P
    ? [params?: P | Text, options?: CallOptions]
    : [params: P | Text, options?: CallOptions];

/** Sends one request of the api; cold. */
export type ApiCall<M extends ClientRequestMethod> = (
  ...args: Arguments<ClientRequests[M]['params'], never>
) => Observable<ClientRequests[M]['result']>;

/** What a row of the generated tables says of a method: what it sends, and what a bare string stands for. */
export type MethodRow = readonly [method: ClientRequestMethod, text?: string];

/** Sends one request of a thread or a turn; cold. */
export type OwnCall<R extends MethodRow> = (
  ...args: Arguments<WithoutIds<ClientRequests[R[0]]['params']>, R[1] extends string ? string : never>
) => Observable<ClientRequests[R[0]]['result']>;

/** The methods of a table; the comments of its rows stay with them. */
export type OwnCalls<T> = { readonly [N in keyof T]: T[N] extends MethodRow ? OwnCall<T[N]> : never };

/**
 * Makes the methods of a thread or a turn out of their table.
 *
 * @param ids fills in the fields that name it, when the call is made
 */
export const ownCalls = <T extends object>(
  request: SendRequest,
  rows: T,
  ids: (method: ClientRequestMethod) => Readonly<Partial<Record<IdField, string | undefined>>>,
): OwnCalls<T> => {
  const callOf =
    ([method, text]: MethodRow) =>
    (params?: unknown, options?: CallOptions): Observable<unknown> =>
      defer(() => {
        const given = typeof params === 'string' && text !== undefined ? { [text]: params } : params;
        return request(method, { ...(given as object | undefined), ...ids(method) }, options);
      });
  const entries = Object.entries(rows as Readonly<Record<string, MethodRow>>);
  return Object.fromEntries(entries.map(([name, row]) => [name, callOf(row)])) as unknown as OwnCalls<T>;
};
