import { map, type Observable } from 'rxjs';
import { CodexProtocolError } from '../errors/codex-protocol-error.js';

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
}

/** The params of `initialize`. */
export const initializeParams = (options: HandshakeOptions): unknown => ({
  clientInfo: options.clientInfo,
  capabilities: {
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
  /\/(\d+\.\d+\.\d+\S*)(?: \(|$)/.exec(userAgent)?.[1];
