import { map, type Observable, tap } from 'rxjs';
import { generatedCodexVersion } from '../protocol/generated/version.js';
import { serverNotificationParams } from '../protocol/generated/server-notification-params.js';
import { serverNotificationScopes } from '../protocol/generated/server-notification-scopes.js';
import { serverRequestParams } from '../protocol/generated/server-request-params.js';
import { serverRequestResponses } from '../protocol/generated/server-request-responses.js';
import { serverRequestScopes } from '../protocol/generated/server-request-scopes.js';
import { createNotificationReader } from '../protocol/read-notification.js';
import { createServerRequestReader } from '../protocol/read-server-request.js';
import { createRouter } from '../router/router.js';
import { initializeParams, readServerInfo, type ServerInfo } from '../rpc/handshake.js';
import { createRequests } from '../rpc/requests.js';
import { createServerRequests } from '../rpc/server-requests.js';
import type { Transport } from '../transport/transport.js';
import { encodeMessage } from '../wire/encode-message.js';
import { createMessageParser } from '../wire/parse-message.js';
import { createRedactor } from '../wire/redact.js';
import { checkSettings, clientSettings, type CodexClientOptions } from './client-options.js';
import type { CodexClient } from './codex-client.js';
import { createCodexTurn } from './codex-turn.js';
import { createConfigGuard } from './config-guard.js';
import type { ClientCore } from './core.js';
import { guardedHook } from './debug-hook.js';
import { createHotStreams } from './hot-streams.js';
import { createLifecycle } from './lifecycle.js';
import { openThread } from './open-thread.js';
import { createOutbound } from './outbound.js';
import { createOwnTurns } from './own-turns.js';
import { createReceiver } from './receiver.js';
import { createSendRequest } from './send-request.js';
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
  const settings = clientSettings(options, packageVersion);
  const streams = createHotStreams();
  const { report } = streams;
  const debug = guardedHook(settings.debug, report);
  const outbound = createOutbound((text) => lifecycle.write(text), report, debug);
  const readNotification = createNotificationReader({
    codecs: serverNotificationParams,
    validate: settings.validate,
    report,
  });
  const router = createRouter({
    notificationScopes: serverNotificationScopes,
    serverRequestScopes,
    read: readNotification,
    report,
    bounds: settings.replay,
  });
  const requests = createRequests({ write: outbound.write, report, maxInFlight: settings.maxInFlight });
  const serverRequests = createServerRequests({
    handlers: settings.handlers,
    unhandled: settings.unhandled,
    handlerTimeout: settings.handlerTimeout,
    answer: outbound.post,
    isResponse: isResponseOf(serverRequestResponses),
    report,
  });
  const configGuard = createConfigGuard(settings.allowDefaultConfig);
  const ownTurns = createOwnTurns();
  const receiver = createReceiver({
    parse: createMessageParser(report, createRedactor()),
    router,
    requests,
    serverRequests,
    streams,
    readNotification,
    readServerRequest: createServerRequestReader(serverRequestParams, settings.validate, report),
    onConfigWarning: configGuard.warning,
    onTurnEnded: ownTurns.ended,
    debug,
  });

  const handshake = (): Observable<ServerInfo> =>
    readServerInfo(
      requests.send('initialize', initializeParams(settings), {
        lane: 'now',
        timeout: settings.requestTimeout,
      }),
    ).pipe(
      tap(({ version }) => {
        outbound.post({ method: 'initialized' });
        requests.open();
        if (version !== generatedCodexVersion) {
          const message = `The server is codex ${version ?? 'of an unknown version'}; the codecs are of ${generatedCodexVersion}.`;
          report({ kind: 'version', message });
        }
      }),
    );

  const lifecycle = createLifecycle({
    transport,
    check: () => checkSettings(settings),
    receive: receiver.receive,
    report,
    handshake,
    onEnd: (loss) => {
      serverRequests.clear();
      router.end(loss);
      requests.fail(loss);
      streams.complete();
    },
  });

  const request = createSendRequest(requests, router, settings);
  const core: ClientCore = { request, router, ownTurns, startFault: configGuard.fault };
  const close = (): Promise<void> => lifecycle.close(() => settleOwnTurns(core, outbound.flushed));
  const threadOf = openThread(core);

  lifecycle.start();
  // What an in-memory server said already is delivered once the caller could have subscribed.
  if (receiver.holding()) queueMicrotask(receiver.resume);
  else receiver.resume();

  return {
    ready$: lifecycle.ready$,
    status$: lifecycle.status$,
    messages$: streams.messages$,
    responses$: streams.responses$,
    serverRequests$: streams.serverRequests$,
    notifications$: streams.notifications$,
    diagnostics$: streams.diagnostics$,
    turns$: router.turns$.pipe(map((channel) => createCodexTurn(core, { id: channel.id, channel }))),
    on: streams.on,
    request,
    notify: async (method, params) =>
      outbound.write(encodeMessage({ method, ...(params === undefined ? {} : { params }) })),
    startThread: (params, call) =>
      threadOf((internal) => request('thread/start', params ?? {}, internal), call),
    resumeThread: (threadId, params, call) =>
      threadOf((internal) => request('thread/resume', { ...params, threadId }, internal), call),
    turn: (turnId, { threadId } = {}) => createCodexTurn(core, { id: turnId, threadId }),
    close,
    [Symbol.asyncDispose]: close,
  };
};
