import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputLine } from './heavy';

/** The result of a `thread/read`, as JSON text. */
export type ThreadText = Buffer;

/** What the results are made of: a recorded thread, a recorded turn, and items of every recorded kind. */
interface Parts {
  readonly thread: object;
  readonly turn: object;
  readonly items: readonly Item[];
}

interface Item {
  readonly type: string;
}

/** How many items of one kind go into a turn: a model says little and does much. */
const ofEachKind = 3;

/**
 * A thread with so many turns that its text has the given size: each with every kind of item that was recorded.
 *
 * @param folder where the recordings are
 */
export const longThread = (folder: string, bytes: number): ThreadText => {
  const { thread, turn, items } = readParts(folder);
  const one = JSON.stringify({ ...turn, itemsView: 'full', items });
  const turns = Array<string>(Math.max(1, Math.round(bytes / one.length))).fill(one);
  return withTurns(thread, turns.join(','));
};

/**
 * A thread of one turn with one command, whose output makes its text as long as wished: nearly all of it is one string.
 *
 * @param folder where the recordings are
 */
export const longOutput = (folder: string, bytes: number): ThreadText => {
  const { thread, turn, items } = readParts(folder);
  const command = items.find(({ type }) => type === 'commandExecution')!;
  const item = { ...command, aggregatedOutput: mark };
  const [before, after] = withTurns(thread, JSON.stringify({ ...turn, itemsView: 'full', items: [item] }))
    .toString()
    .split(mark);
  // Whole lines as they are escaped, so that no escape is cut in two.
  const line = JSON.stringify(outputLine).slice(1, -1);
  const text = Buffer.alloc(Math.round(bytes / line.length) * line.length, line);
  return Buffer.concat([Buffer.from(before!), text, Buffer.from(after!)]);
};

/** Stands where the long output comes. */
const mark = '<output>';

const withTurns = (thread: object, turns: string): ThreadText => {
  const [before, after] = JSON.stringify({ thread: { ...thread, turns: [] } }).split('"turns":[]');
  return Buffer.from(`${before}"turns":[${turns}]${after}`);
};

const readParts = (folder: string): Parts => {
  const said = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.includes('"dir":"s>c","msg":{'))
    .map((line) => (JSON.parse(line) as { readonly msg: Message }).msg);
  const byKind = new Map<string, Item[]>();
  for (const { method, params } of said) {
    if (method !== 'item/completed') continue;
    const { item } = params as { readonly item: Item };
    const known = byKind.get(item.type) ?? [];
    if (known.length < ofEachKind) byKind.set(item.type, [...known, item]);
  }
  const read = said.find(({ result }) => result?.thread?.turns !== undefined)!;
  const over = said.find(({ method }) => method === 'turn/completed')!;
  return {
    thread: read.result!.thread!,
    turn: (over.params as { readonly turn: object }).turn,
    items: [...byKind.values()].flat(),
  };
};

interface Message {
  readonly method?: string;
  readonly params?: object;
  readonly result?: { readonly thread?: { readonly turns?: unknown } };
}
