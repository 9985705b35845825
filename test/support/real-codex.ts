import { setTimeout } from 'node:timers/promises';
import { map, Observable, tap } from 'rxjs';
import {
  createCodexClient,
  type CodexClient,
  type CodexClientOptions,
  type Transport,
} from '../../lib/index.js';
import { stdioTransport } from '../../lib/node.js';
import { startScriptedCodex, type ScriptedCodex, type ScriptedCodexOptions } from '../../lib/testing.js';

/** A client of the real codex binary with a scripted model behind it. */
export interface RealCodex {
  readonly client: CodexClient;
  readonly codex: ScriptedCodex;
  /** Every message of the server as it came over the pipe, parsed here and not by the library. */
  readonly wire: WireMessage[];
  /** The process id of the newest app-server. */
  readonly pid: () => number;
  /** Keeps what the server says from the client until the function it returns is called. */
  readonly hold: () => () => void;
}

/** A message as a test looks at it. */
export interface WireMessage {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: { readonly [key: string]: unknown; readonly turn?: WireTurn; readonly turnId?: string };
  readonly result?: { readonly [key: string]: unknown; readonly turn?: WireTurn };
}

/** A turn as it stands in messages. */
interface WireTurn {
  readonly id: string;
  readonly rootTurnId?: string;
}

/** What a test can change. */
export interface RealCodexOptions extends ScriptedCodexOptions {
  readonly client?: CodexClientOptions;
}

/** Runs `use` with a real codex, and leaves nothing behind, whatever happens in it. */
export const withRealCodex = async (
  { client: clientOptions, ...options }: RealCodexOptions,
  use: (real: RealCodex) => Promise<void>,
): Promise<void> => {
  const codex = await startScriptedCodex(options);
  const wire: WireMessage[] = [];
  let pid = 0;
  let held: (() => void)[] | undefined;
  const hold = (): (() => void) => {
    const waiting: (() => void)[] = (held = []);
    return () => {
      held = undefined;
      for (const deliver of waiting) deliver();
    };
  };
  /** The texts in their order, each at once, or when it is no longer held. */
  const delivered = (texts$: Observable<string>): Observable<string> =>
    new Observable((subscriber) => {
      const orHold = (deliver: () => void): void => void (held ? held.push(deliver) : deliver());
      return texts$.subscribe({
        next: (text) => orHold(() => subscriber.next(text)),
        error: (error: unknown) => orHold(() => subscriber.error(error)),
        complete: () => orHold(() => subscriber.complete()),
      });
    });
  const inner = stdioTransport({ env: codex.env, cwd: codex.cwd });
  const transport: Transport = {
    connect: () =>
      inner.connect().pipe(
        tap(({ info }) => (pid = info.pid!)),
        map((connection) => ({
          ...connection,
          incoming$: connection.incoming$.pipe(
            delivered,
            tap((text) => wire.push(JSON.parse(text) as WireMessage)),
          ),
        })),
      ),
  };
  const client = createCodexClient(transport, clientOptions);
  const deadline = new AbortController();
  try {
    await Promise.race([use({ client, codex, wire, pid: () => pid, hold }), overdue(deadline.signal)]);
  } finally {
    deadline.abort();
    await client.close();
    await codex.dispose();
  }
};

/** Rejects before jest gives a test up, so that the test still cleans up behind itself. */
const overdue = async (signal: AbortSignal): Promise<never> => {
  await setTimeout(testDeadline, undefined, { signal });
  throw new Error(`the test was not done after ${testDeadline} ms`);
};

/** Less than jest's own limit (test/jest.config.mjs), in ms. */
const testDeadline = 25_000;

/** Whether a process runs. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The turn id of a notification, by the places where the protocol keeps it: independent of the library's tables. */
export const wireTurnId = ({ params }: WireMessage): string | undefined => params?.turnId ?? params?.turn?.id;
