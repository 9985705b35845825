import { map, tap, type Observable } from 'rxjs';
import { CodexProtocolError } from '../errors/codex-protocol-error.js';
import type { Report } from '../errors/diagnostic.js';
import { generatedCodexVersion } from '../protocol/generated/version.js';
import type { Outbound } from './outbound.js';
import type { Requests } from './requests.js';

/** Who the client says it is; the server puts the name into the user agent of its own requests. */
export interface ClientInfo {
  /** A legal HTTP header value, for example "my-app". */
  readonly name: string;
  readonly title?: string;
  readonly version: string;
}

/** What the server said of itself in the handshake. */
export interface ServerInfo {
  /** For example "my-app/0.169.0 (Debian 12.0.0; x86_64) xterm (my-app; 1.0.0)". */
  readonly userAgent: string;
  /** The server's version as parsed from `userAgent`; undefined when it holds none. */
  readonly version: string | undefined;
  /** The server's folder of settings, logins and recorded threads. */
  readonly codexHome: string | undefined;
  readonly platformFamily: string | undefined;
  readonly platformOs: string | undefined;
}

/** What the handshake asks for. */
export interface HandshakeOptions {
  readonly clientInfo: ClientInfo;
  readonly experimentalApi: boolean;
  readonly optOutNotificationMethods: readonly string[];
  /** What the client declares beside these two, as the wire takes it. */
  readonly capabilities: Readonly<Record<string, unknown>>;
}

/** What the handshake goes through. */
export interface HandshakeConnection extends HandshakeOptions {
  readonly requests: Requests;
  readonly outbound: Outbound;
  readonly report: Report;
  /** How long the answer may take, in ms. */
  readonly requestTimeout: number;
}

/**
 * Cold: `initialize`, then `initialized`; from then on requests are let through. Emits what the server said of itself.
 *
 * A server of another version than the codecs is reported. Errors as the request does, and with
 * `CodexProtocolError` if the other side is no app-server.
 */
export const shakeHands = ({
  requests,
  outbound,
  report,
  ...options
}: HandshakeConnection): Observable<ServerInfo> => {
  const answer$ = requests.send('initialize', initializeParams(options), {
    lane: 'now',
    timeout: options.requestTimeout,
  });
  return readServerInfo(answer$).pipe(
    tap(({ version = 'of an unknown version' }) => {
      outbound.post({ method: 'initialized' });
      requests.open();
      if (version === generatedCodexVersion) return;
      const message = `The server is codex ${version}; the codecs are of ${generatedCodexVersion}.`;
      report({ kind: 'version', message });
    }),
  );
};

/** The params of `initialize`. */
export const initializeParams = (options: HandshakeOptions): unknown => ({
  clientInfo: options.clientInfo,
  capabilities: {
    ...options.capabilities,
    experimentalApi: options.experimentalApi,
    ...(options.optOutNotificationMethods.length > 0
      ? { optOutNotificationMethods: options.optOutNotificationMethods }
      : {}),
  },
});

/** Reads the result of `initialize`, or errors with `CodexProtocolError` if it is none. */
export const readServerInfo = (result$: Observable<unknown>): Observable<ServerInfo> =>
  result$.pipe(
    map((result) => {
      const fields = Object(result) as Readonly<Record<string, unknown>>;
      const userAgent = fields['userAgent'];
      if (typeof userAgent !== 'string') {
        throw new CodexProtocolError(
          'The answer to initialize names no userAgent; is this codex app-server?',
        );
      }
      const text = (key: string): string | undefined => {
        const value = fields[key];
        return typeof value === 'string' ? value : undefined;
      };
      return {
        userAgent,
        version: versionIn(userAgent),
        codexHome: text('codexHome'),
        platformFamily: text('platformFamily'),
        platformOs: text('platformOs'),
      };
    }),
  );

/** The server writes "<client name>/<version> (<system>) …"; the client's name may hold slashes of its own. */
const versionIn = (userAgent: string): string | undefined =>
  /\/(\d+\.\d+\.\d+[^\s/]*)(?: \(|$)/.exec(userAgent)?.[1];
