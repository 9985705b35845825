import { map, Subject, type Observable } from 'rxjs';
import type { Diagnostic, Report } from '../errors/diagnostic.js';
import type { ServerNotificationMethod } from '../protocol/generated/server-notifications.js';
import type { NotificationOf, ServerNotification } from '../protocol/notification.js';
import type { ServerRequest } from '../protocol/server-request.js';
import type { Arrival } from '../protocol/arrival.js';
import type { ResponseMessage, ServerRequestMessage } from '../protocol/message.js';
import type { NotificationReader } from '../protocol/read-notification.js';

/** One message from the server, checked. */
export type ServerMessage = ServerNotification | ServerRequest | ResponseMessage;

/** The params of one notification method; marked `invalid` when they failed their codec. */
export type ParamsOf<M extends ServerNotificationMethod> = NotificationOf<M>['params'] & {
  readonly invalid?: true;
};

/** The hot streams of a client, and the way into them. Nothing is checked that nobody watches. */
export interface HotStreams {
  readonly messages$: Observable<ServerMessage>;
  readonly responses$: Observable<ResponseMessage>;
  readonly serverRequests$: Observable<ServerRequest>;
  readonly notifications$: Observable<ServerNotification>;
  readonly diagnostics$: Observable<Diagnostic>;
  on<M extends ServerNotificationMethod>(method: M): Observable<ParamsOf<M>>;
  /** Reports a diagnostic; until `resume()` it is held back. */
  readonly report: Report;
  /** Whether a diagnostic is held back. */
  readonly holding: () => boolean;
  /** Delivers the diagnostics that were held back, and every later one at once. */
  resume(): void;
  response(message: ResponseMessage): void;
  serverRequest(message: ServerRequestMessage, read: (message: ServerRequestMessage) => ServerRequest): void;
  notification(arrival: Arrival, reader: Pick<NotificationReader, 'event'>): void;
  /** Whether somebody wants the notifications of a method, wherever they belong. */
  watches(method: string): boolean;
  /** Whether somebody wants every notification. */
  watchesAll(): boolean;
  complete(): void;
}

/** Makes the hot streams: one Subject a partition, and one a method that somebody asked for. */
export const createHotStreams = (): HotStreams => {
  const messages$ = new Subject<ServerMessage>();
  const responses$ = new Subject<ResponseMessage>();
  const serverRequests$ = new Subject<ServerRequest>();
  const notifications$ = new Subject<ServerNotification>();
  const diagnostics$ = new Subject<Diagnostic>();
  const byMethod = new Map<string, Subject<ServerNotification>>();
  let completed = false;
  let early: Diagnostic[] | undefined = [];

  const methodSubject = (method: string): Subject<ServerNotification> => {
    let subject = byMethod.get(method);
    if (!subject) {
      subject = new Subject();
      if (completed) subject.complete();
      byMethod.set(method, subject);
    }
    return subject;
  };

  const watchesAll = (): boolean => messages$.observed || notifications$.observed;
  const watches = (method: string): boolean =>
    watchesAll() || (byMethod.size > 0 && byMethod.get(method)?.observed === true);

  return {
    messages$: messages$.asObservable(),
    responses$: responses$.asObservable(),
    serverRequests$: serverRequests$.asObservable(),
    notifications$: notifications$.asObservable(),
    diagnostics$: diagnostics$.asObservable(),
    on: <M extends ServerNotificationMethod>(method: M) =>
      methodSubject(method).pipe(map(paramsOf)) as Observable<ParamsOf<M>>,
    report: (diagnostic) => {
      if (early) early.push(diagnostic);
      else diagnostics$.next(diagnostic);
    },
    holding: () => early !== undefined && early.length > 0,
    resume: () => {
      const missed = early ?? [];
      early = undefined;
      for (const diagnostic of missed) diagnostics$.next(diagnostic);
    },
    response: (message) => {
      messages$.next(message);
      responses$.next(message);
    },
    serverRequest: (message, read) => {
      if (!messages$.observed && !serverRequests$.observed) return;
      const request = read(message);
      messages$.next(request);
      serverRequests$.next(request);
    },
    notification: (arrival, reader) => {
      if (!watches(arrival.method)) return;
      const notification = reader.event(arrival);
      if (!notification) return;
      messages$.next(notification);
      notifications$.next(notification);
      byMethod.get(arrival.method)?.next(notification);
    },
    watches,
    watchesAll,
    complete: () => {
      completed = true;
      const partitions = [messages$, responses$, serverRequests$, notifications$, ...byMethod.values()];
      for (const subject of [...partitions, diagnostics$]) subject.complete();
    },
  };
};

/** The mark of an invalid notification goes along with its params. */
const paramsOf = (notification: ServerNotification): unknown => {
  const { params, invalid } = notification;
  if (invalid !== true) return params;
  return typeof params === 'object' && params !== null ? { ...params, invalid } : { invalid, value: params };
};
