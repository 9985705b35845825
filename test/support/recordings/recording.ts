import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A turn as the protocol writes it, as far as the tests look at it. */
export interface RecordedTurn {
  readonly id: string;
  readonly rootTurnId?: string;
  readonly status: string;
}

/** A message as recorded, with the fields that the tests look at. */
export interface RecordedMessage {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: {
    readonly threadId?: string;
    readonly turnId?: string | null;
    readonly requestId?: unknown;
    readonly turn?: RecordedTurn;
    readonly thread?: { readonly id: string };
  };
  readonly result?: {
    readonly turn?: RecordedTurn;
    readonly thread?: { readonly id: string; readonly turns: readonly RecordedTurn[] };
  };
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** What one line of a recording says. */
export type RecordedLine =
  | {
      readonly kind: 'sent' | 'received';
      readonly who: string;
      readonly message: RecordedMessage;
      readonly text: string;
    }
  /** A long line of the server's of which only the head and the tail were kept. */
  | { readonly kind: 'shortened'; readonly who: string; readonly head: string }
  /** Text of the client's that is no JSON-RPC message: not JSON, or an array. */
  | { readonly kind: 'not-a-message'; readonly who: string }
  /** A process or a socket ended. */
  | { readonly kind: 'note' };

/** The recording of one scenario, which can hold several connections. */
export interface Recording {
  readonly name: string;
  readonly lines: readonly RecordedLine[];
}

const folder = join(__dirname, '../../fixtures/transcripts');

/** Reads every recording; fails on a line that has none of the known shapes. */
export const readRecordings = (): readonly Recording[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => {
      const lines = readFileSync(join(folder, file), 'utf8').split('\n');
      return { name: file.slice(0, -'.jsonl'.length), lines: lines.filter(Boolean).map(readLine) };
    });

/** The names of a recording's connections in the order in which they appear. */
export const connectionsOf = ({ lines }: Recording): readonly string[] => [
  ...new Set(lines.flatMap((line) => ('who' in line ? [line.who] : []))),
];

const messageKey = '"msg":';

/** The fields of a line, before anything is known of them. */
interface RawLine {
  readonly who: string;
  readonly dir?: string;
  readonly msg?: unknown;
  readonly raw?: unknown;
  readonly head?: unknown;
  readonly note?: unknown;
}

const readLine = (line: string): RecordedLine => {
  const { who, dir, msg, raw, head, note } = JSON.parse(line) as RawLine;
  if (typeof note === 'string') return { kind: 'note' };
  if (dir === 's>c' && typeof head === 'string') return { kind: 'shortened', who, head };
  if (dir === 'c>s' && (typeof raw === 'string' || Array.isArray(msg))) return { kind: 'not-a-message', who };
  if (typeof msg !== 'object' || msg === null)
    throw new Error(`a line of no known shape: ${line.slice(0, 200)}`);
  // The message is the last field: its own text is replayed, not what `JSON.stringify` makes of it.
  const text = line.slice(line.indexOf(messageKey) + messageKey.length, -1);
  return { kind: dir === 's>c' ? 'received' : 'sent', who, message: msg, text };
};
