import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Recorded {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly item?: { readonly type: string };
    readonly turn?: object;
    readonly delta?: string;
  };
  readonly result?: { readonly thread?: object };
}

/** What is decoded, as text. */
export interface Payloads {
  /** A `thread/read` result with many turns. */
  readonly result: string;
  /** The params of an `item/agentMessage/delta`. */
  readonly delta: string;
}

/** So many items of one kind are taken, of as many recordings. */
const SAMPLES = 3;

const messagesOf = (file: string): readonly Recorded[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly msg?: Recorded }).msg ?? {});

/**
 * Makes what is decoded out of recordings: a thread as it was read, and turns of the recorded items of every kind,
 * as many as it takes.
 *
 * @param folder the recordings
 * @param bytes how long the result is to be, about
 */
export const payloadsOf = (folder: string, bytes: number): Payloads => {
  const kinds = new Map<string, object[]>();
  let [thread, turn, delta]: (object | undefined)[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()) {
    const messages = messagesOf(join(folder, name));
    const reads = new Set(messages.filter(({ method }) => method === 'thread/read').map(({ id }) => id));
    for (const { id, method, params, result } of messages) {
      if (method === undefined && reads.has(id)) thread ??= result?.thread;
      if (method === 'turn/completed') turn ??= params?.turn;
      if (method === 'item/agentMessage/delta') delta ??= params;
      if (method !== 'item/completed' || params?.item === undefined) continue;
      const items = kinds.get(params.item.type) ?? [];
      if (items.length < SAMPLES) kinds.set(params.item.type, [...items, params.item]);
    }
  }
  const turns = Array.from({ length: SAMPLES }, (_, index) => ({
    ...turn,
    items: [...kinds.values()].map((items) => items[index % items.length]),
  }));
  const length = JSON.stringify(turns).length / SAMPLES;
  const all = Array.from({ length: Math.round(bytes / length) }, (_, index) => turns[index % SAMPLES]);
  return {
    result: JSON.stringify({ thread: { ...thread, turns: all } }),
    delta: JSON.stringify(delta),
  };
};
