import type { Observable } from 'rxjs';
import { CodexLoginError } from '../../errors/codex-login-error.js';
import type {
  McpServerOauthLoginCompletedNotification,
  McpServerOauthLoginParams,
} from '../../protocol/generated/definitions.js';
import type { ClientCore } from '../core.js';
import { follow, type FollowSink } from './follow.js';

/** A step of a login to an MCP server: where a person has to go, then that it is done. */
export type McpLoginStep =
  | { readonly type: 'waiting'; readonly authorizationUrl: string; readonly loginId: string | undefined }
  | { readonly type: 'completed'; readonly name: string };

/**
 * Cold: logs in to an MCP server (`mcpServer/oauth/login`): emits the URL that a person has to open, then that it is
 * done (`mcpServer/oauthLogin/completed`), and completes.
 *
 * Errors with `CodexLoginError` when the login fails. Unsubscribing only stops waiting: the protocol has no way to
 * take a login back, and `timeoutSecs` ends it.
 */
export const mcpLogin = (core: ClientCore, params: McpServerOauthLoginParams): Observable<McpLoginStep> => {
  let early: McpServerOauthLoginCompletedNotification[] = [];
  return follow(core, {
    start: (options) => core.request('mcpServer/oauth/login', params, options),
    events$: core.on('mcpServer/oauthLogin/completed'),
    answered: ({ authorizationUrl, loginId }, sink: FollowSink<McpLoginStep>) => {
      sink.next({ type: 'waiting', authorizationUrl, loginId: loginId ?? undefined });
      for (const event of early) finish(event, params.name, loginId, sink);
      early = [];
    },
    happened: (event, response, sink) => {
      // The end may come before the answer, which says whether it is the end of this login.
      if (response === undefined) early.push(event);
      else finish(event, params.name, response.loginId, sink);
    },
    stop: () => true,
  });
};

const finish = (
  { name, loginId, success, error }: McpServerOauthLoginCompletedNotification,
  expected: string,
  ownId: string | null | undefined,
  sink: FollowSink<McpLoginStep>,
): void => {
  // Older servers do not name the login, but its server.
  if (name !== expected || (ownId != null && loginId != null && ownId !== loginId)) return;
  if (!success) return sink.error(new CodexLoginError(`MCP server ${name}`, error ?? undefined));
  sink.next({ type: 'completed', name });
  return sink.complete();
};
