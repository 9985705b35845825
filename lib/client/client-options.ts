import { CodexOptionsError } from '../errors/codex-options-error.js';
import type { InitializeCapabilities } from '../protocol/generated/definitions.js';
import type { ServerRequestMethod, ServerRequests } from '../protocol/generated/server-requests.js';
import { defaultTurnBounds, type TurnBounds } from '../router/turn-registry.js';
import type { ClientInfo } from '../rpc/handshake.js';
import { checkOptOuts } from '../rpc/opt-outs.js';
import { defaultMaxInFlight } from '../rpc/request-window.js';
import type { AnyServerRequestHandler, ServerRequestContext } from '../rpc/call-handler.js';
import type { Observable } from 'rxjs';
import type { DebugHook } from '../rpc/debug-hook.js';
import { checkTools } from './tools/call-tools.js';
import type { DynamicTool } from './tools/dynamic-tool.js';
import { timerMs } from './timer-ms.js';

/** Answers one kind of server request; the first value counts. */
export type ServerRequestHandler<M extends ServerRequestMethod> = (
  params: ServerRequests[M]['params'],
  context: ServerRequestContext,
) =>
  | Observable<ServerRequests[M]['response']>
  | PromiseLike<ServerRequests[M]['response']>
  | ServerRequests[M]['response'];

/** Handlers by the wire method of the server request. */
export type ServerRequestHandlers = { readonly [M in ServerRequestMethod]?: ServerRequestHandler<M> };

/** How a client behaves. */
export interface CodexClientOptions {
  /** Who the client says it is. Default: codex-rx and its version. */
  readonly clientInfo?: ClientInfo;
  /** Whether experimental methods and fields may be used. Default: true. */
  readonly experimentalApi?: boolean;
  /** Notifications that the server shall not send. Those that the streams are built from are refused. */
  readonly optOutNotificationMethods?: readonly string[];
  /**
   * What the client declares beside these two in `initialize`. Default: nothing, but `requestAttestation` where there is
   * a handler of `attestation/generate`, which the server asks of nobody else.
   */
  readonly capabilities?: Omit<InitializeCapabilities, 'experimentalApi' | 'optOutNotificationMethods'>;
  /** How long an answer may take, in ms from the write. Default: 60,000; methods that wait for something have none. */
  readonly requestTimeout?: number;
  /** How many requests may be on the wire, 1 to 96. Default: 64; the server silently drops what it cannot queue. */
  readonly maxInFlight?: number;
  /**
   * Who answers what the server asks. What has no handler is refused, unless it is an approval and somebody is
   * subscribed to `approvals$`. With both, the handler is called first, and the first decision wins.
   */
  readonly handlers?: ServerRequestHandlers;
  /** How long a handler, or an approval, may take, in ms; then the request is refused. Default: 300,000. */
  readonly handlerTimeout?: number;
  /** Tools that run here and that the model may call, on every thread that this client starts. Default: none. */
  readonly tools?: readonly DynamicTool[];
  /** `refuse` (default) answers what nobody handles with a refusal; `observe` leaves it to other clients of the server. */
  readonly unhandled?: 'refuse' | 'observe';
  /** Whether payloads are checked against their codecs. Default: true; without, typed operators trust the server. */
  readonly validate?: boolean;
  /**
   * What is kept of turns for late subscribers. `false` keeps the events of a turn only until somebody has subscribed:
   * who comes later gets what comes from then on.
   */
  readonly replay?: ReplayOptions | false;
  /** Whether turns may start although the server could not read its config.toml. Default: false. */
  readonly allowDefaultConfig?: boolean;
  /** Called for every message in either direction, with its envelope and without its payload. */
  readonly debug?: DebugHook;
}

/** How much is kept of turns; each has a default. */
export type ReplayOptions = Partial<Omit<TurnBounds, 'keeps'>>;

/** The options with every default filled in. */
export interface ClientSettings {
  readonly clientInfo: ClientInfo;
  readonly experimentalApi: boolean;
  readonly optOutNotificationMethods: readonly string[];
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly requestTimeout: number;
  readonly maxInFlight: number;
  readonly handlers: Readonly<Record<string, AnyServerRequestHandler | undefined>>;
  readonly tools: readonly DynamicTool[];
  readonly handlerTimeout: number;
  readonly unhandled: 'refuse' | 'observe';
  readonly validate: boolean;
  readonly replay: TurnBounds;
  readonly allowDefaultConfig: boolean;
  readonly debug: DebugHook | undefined;
}

/** One minute: reads answer within milliseconds, and a turn's own length does not count. */
const defaultRequestTimeout = 60_000;
/** Five minutes: time for a person to answer. */
const defaultHandlerTimeout = 300_000;

/** Fills in the defaults. Wrong values are found by `checkSettings`. */
export const clientSettings = (options: CodexClientOptions, version: string): ClientSettings => ({
  clientInfo: options.clientInfo ?? { name: 'codex-rx', title: 'codex-rx', version },
  experimentalApi: options.experimentalApi ?? true,
  optOutNotificationMethods: options.optOutNotificationMethods ?? [],
  capabilities: {
    ...(options.handlers?.['attestation/generate'] ? { requestAttestation: true } : {}),
    ...options.capabilities,
  },
  requestTimeout: timerMs(options.requestTimeout ?? defaultRequestTimeout),
  maxInFlight: options.maxInFlight ?? defaultMaxInFlight,
  handlers: {
    ...(options.handlers as Readonly<Record<string, AnyServerRequestHandler | undefined>> | undefined),
  },
  tools: options.tools ?? [],
  handlerTimeout: timerMs(options.handlerTimeout ?? defaultHandlerTimeout),
  unhandled: options.unhandled ?? 'refuse',
  validate: options.validate ?? true,
  replay: { ...defaultTurnBounds, ...options.replay, keeps: options.replay !== false },
  allowDefaultConfig: options.allowDefaultConfig ?? false,
  debug: options.debug,
});

/** 96 beside the 32 that may overtake is all that the server's queue of 128 takes. */
const mostInFlight = 96;

/** @throws CodexOptionsError for the first value that is not usable */
export const checkSettings = (settings: ClientSettings): void => {
  checkOptOuts(settings.optOutNotificationMethods, settings.allowDefaultConfig);
  whole('maxInFlight', settings.maxInFlight, 1, mostInFlight);
  checkTools(settings.tools, settings.experimentalApi);
  positive('requestTimeout', settings.requestTimeout, 'ms');
  positive('handlerTimeout', settings.handlerTimeout, 'ms');
  const { keeps: _keeps, ...bounds } = settings.replay;
  for (const [name, value] of Object.entries(bounds)) whole(`replay.${name}`, value, 0, Infinity);
  for (const [method, handler] of Object.entries(settings.handlers)) {
    if (handler !== undefined && typeof handler !== 'function') {
      throw new CodexOptionsError(`The handler of ${method} is not a function.`);
    }
  }
};

const positive = (name: string, value: number, unit: string): void => {
  if (typeof value === 'number' && value > 0) return;
  throw new CodexOptionsError(`${name} is ${String(value)}; it takes a number of ${unit} above 0.`);
};

const whole = (name: string, value: number, least: number, most: number): void => {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  if (value === Infinity && most === Infinity) return;
  const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
  throw new CodexOptionsError(`${name} is ${String(value)}; it takes a whole number ${range}.`);
};
