import { AsyncSubject, map } from 'rxjs';
import { serverNotificationParams } from '../protocol/generated/server-notification-params.js';
import { serverNotificationScopes } from '../protocol/generated/server-notification-scopes.js';
import { serverRequestParams } from '../protocol/generated/server-request-params.js';
import { serverRequestResponses } from '../protocol/generated/server-request-responses.js';
import { serverRequestScopes } from '../protocol/generated/server-request-scopes.js';
import { createArrivals } from '../protocol/arrivals.js';
import type { NotificationMessage } from '../protocol/message.js';
import { createNotificationReader } from '../protocol/read-notification.js';
import { createScopes } from '../protocol/scope.js';
import { createServerRequestReader } from '../protocol/read-server-request.js';
import { createRouter } from '../router/router.js';
import { guardedHook } from '../rpc/debug-hook.js';
import { shakeHands } from '../rpc/handshake.js';
import { createInbound } from '../rpc/inbound.js';
import { createOutbound } from '../rpc/outbound.js';
import { createRequests } from '../rpc/requests.js';
import { createTextParser } from '../rpc/text-parser.js';
import { createApprovals } from '../rpc/approvals.js';
import { createServerRequests } from '../rpc/server-requests.js';
import type { Transport } from '../transport/transport.js';
import { createAccount } from './account/account.js';
import { createActions } from './actions/actions.js';
import { createApi } from './api.js';
import { checkSettings, clientSettings, type CodexClientOptions } from './client-options.js';
import type { CodexClient } from './codex-client.js';
import { createCodexTurn } from './codex-turn.js';
import { connectionViews } from './connection-views.js';
import { createOpenedThreads } from './opened-threads.js';
import { createConfigGuard } from './config-guard.js';
import type { ClientCore } from './core.js';
import { deliverMessages } from './deliver-messages.js';
import { createHotStreams } from './hot-streams.js';
import { createLifecycle } from './lifecycle.js';
import { createThreadOpener } from './open-thread.js';
import { createOwnTurns } from './own-turns.js';
import { createSendRequest } from './send-request.js';
import { listPages } from './list-pages.js';
import { createPublicRequest } from './start-turn.js';
import { createThreadHandle } from './thread-handle.js';
import { toolSpecs, usableTools, withTools } from './tools/call-tools.js';
import { settleOwnTurns } from './settle-own-turns.js';
import { isResponseOf } from './is-response-of.js';
import { packageVersion } from './package-version.js';

/**
 * Makes a client of one `codex app-server` and starts it: transport, then handshake (`initialize`, `initialized`).
 *
 * Never throws: whatever goes wrong is on `ready$` and `status$`. Nothing is delivered before it returns.
 *
 * @param transport how the server is reached, for example `stdioTransport()`
 * @param options see `CodexClientOptions`; every one has a default
 */
export const createCodexClient = (transport: Transport, options: CodexClientOptions = {}): CodexClient => {
  // Null can come from JavaScript, and this must not throw.
  const settings = clientSettings(options ?? {}, packageVersion);
  const tools = usableTools(settings.tools);
  const streams = createHotStreams();
  const { report } = streams;
  const debug = guardedHook(settings.debug, report);
  const outbound = createOutbound((text) => lifecycle.write(text), report, debug);
  const scopeOf = createScopes(serverNotificationScopes);
  const parse = createTextParser(report);
  const arrivals = createArrivals({ ...streams, scopeOf });
  const reader = createNotificationReader({
    codecs: serverNotificationParams,
    validate: settings.validate,
    report,
    parse: parse as (text: string) => NotificationMessage | undefined,
    onParse: arrivals.parsedLate,
  });
  const router = createRouter({
    scopeOf,
    serverRequestScopes,
    reader,
    report,
    bounds: settings.replay,
  });
  const requests = createRequests({ write: outbound.write, report, maxInFlight: settings.maxInFlight });
  const approvals = createApprovals();
  const serverRequests = createServerRequests({
    handlers: withTools(tools, settings.handlers, report),
    offer: approvals.offer,
    unhandled: settings.unhandled,
    handlerTimeout: settings.handlerTimeout,
    answer: outbound.post,
    isResponse: isResponseOf(serverRequestResponses),
    report,
  });
  const configGuard = createConfigGuard(settings.allowDefaultConfig);
  const ownTurns = createOwnTurns();
  const handlers = deliverMessages({
    router,
    requests,
    serverRequests,
    streams,
    reader,
    readServerRequest: createServerRequestReader(serverRequestParams, settings.validate, report),
    onConfigWarning: configGuard.warning,
    onTurnEnded: ownTurns.ended,
  });
  router.concluded$.subscribe(({ id }) => serverRequests.turnEnded(id));
  const inbound = createInbound(handlers, { parse, arrivals }, debug);
  const lost$ = new AsyncSubject<never>();
  const openedThreads = createOpenedThreads();
  const lifecycle = createLifecycle({
    transport,
    check: () => checkSettings(settings),
    receive: inbound.receive,
    report,
    handshake: () => shakeHands({ ...settings, requests, outbound, report }),
    onEnd: (loss) => {
      // Requests first: one that a reaction to the rest makes must find that there is nothing to send it over.
      requests.fail(loss);
      lost$.error(loss);
      openedThreads.complete();
      serverRequests.clear();
      approvals.complete();
      router.end(loss);
      streams.complete();
    },
  });

  const request = createSendRequest(requests, router, settings, configGuard, lifecycle.closing);
  const core: ClientCore = {
    request,
    router,
    ownTurns,
    on: streams.on,
    lost$: lost$.asObservable(),
    openedThreads,
    views: connectionViews({
      router,
      reader,
      scopeOf,
      openRequests: serverRequests,
      openedThreads,
      notifications$: streams.notifications$,
      status$: lifecycle.status$,
      facts: handlers.facts,
      delivering: handlers.delivering,
    }),
    openRequests: serverRequests,
    toolSpecs: toolSpecs(tools),
  };
  const close = (): Promise<void> => lifecycle.close(() => settleOwnTurns(core, outbound.flushed));
  const threads = createThreadOpener(core);

  lifecycle.start();
  // What an in-memory server said already is delivered once the caller could have subscribed.
  for (const { holding, resume } of [streams, inbound]) {
    if (holding()) queueMicrotask(resume);
    else resume();
  }

  return {
    ready$: lifecycle.ready$,
    status$: lifecycle.status$,
    messages$: streams.messages$,
    responses$: streams.responses$,
    serverRequests$: streams.serverRequests$,
    notifications$: streams.notifications$,
    diagnostics$: streams.diagnostics$,
    turns$: router.turns$.pipe(map((channel) => createCodexTurn(core, { id: channel.id, channel }))),
    approvals$: approvals.approvals$,
    view$: core.views.view$,
    on: streams.on,
    ...createActions(core),
    account: createAccount(core),
    api: createApi(request),
    request: createPublicRequest(core),
    notify: (method, params) => outbound.notify(method, params),
    startThread: threads.start,
    resumeThread: threads.resume,
    forkThread: threads.fork,
    listThreads: (params, call) => listPages((cursor) => request('thread/list', { ...params, cursor }, call)),
    thread: (id, call) => createThreadHandle(core, threads, { ...call, id }),
    turn: (turnId, { threadId } = {}) => createCodexTurn(core, { id: turnId, threadId }),
    close,
    ...disposal(close),
  };
};

/** `await using` needs a symbol that not every runtime has. */
const disposal = (close: () => Promise<void>): Pick<CodexClient, typeof Symbol.asyncDispose> => {
  const symbol: typeof Symbol.asyncDispose | undefined = Symbol.asyncDispose;
  return (symbol === undefined ? {} : { [symbol]: close }) as Pick<CodexClient, typeof Symbol.asyncDispose>;
};
