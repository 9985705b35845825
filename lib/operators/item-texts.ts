/** The text of one item that is written while it is streamed. */
export interface ItemText {
  readonly id: string;
  /** Most items have one; reasoning has several. */
  readonly parts: readonly string[];
  /** `given-up`: another item of its kind began while it was open. It comes back if it goes on after all. */
  readonly state: 'open' | 'given-up' | 'completed';
}

/** The texts of a turn in the order in which their items were first seen. */
export type ItemTexts = readonly ItemText[];

/** Before the first item. */
export const noTexts = (): ItemTexts => [];

/** What stands between two texts. */
const separator = '\n\n';

/** An item started; deltas may have come first: what they said stays, and so does what is completed. */
export const startText = (texts: ItemTexts, id: string, parts: readonly string[]): ItemTexts => {
  const before = find(texts, id);
  if (!before) return begin(texts, id, parts);
  const adds = before.state !== 'completed' && lengthOf(parts) > lengthOf(before.parts);
  return adds ? put(texts, { id, parts, state: 'open' }) : texts;
};

/** A delta came for a part; after the completed text, which is final, it adds nothing. */
export const growText = (texts: ItemTexts, id: string, part: number, delta: string): ItemTexts => {
  const before = find(texts, id);
  if (before?.state === 'completed' || !isIndex(part)) return texts;
  const parts = [...(before?.parts ?? [])];
  // The server counts parts one by one; a gap can only be what was missed.
  while (parts.length < part) parts.push('');
  parts[part] = (parts[part] ?? '') + delta;
  return before ? put(texts, { id, parts, state: 'open' }) : begin(texts, id, parts);
};

/** An item completed: its text replaces what was streamed. */
export const completeText = (texts: ItemTexts, id: string, parts: readonly string[]): ItemTexts =>
  put(texts, { id, parts, state: 'completed' });

/** The whole text. Concatenates instead of joining: the engine then shares what one state has with the next. */
export const joinTexts = (texts: ItemTexts): string =>
  texts.reduce((all, { parts, state }) => {
    if (state === 'given-up') return all;
    return parts.reduce(
      (text, part) => (part === '' ? text : text === '' ? part : text + separator + part),
      all,
    );
  }, '');

/** More parts than this are no parts of one item. */
const mostParts = 10_000;

const isIndex = (part: number): boolean => Number.isInteger(part) && part >= 0 && part < mostParts;

const lengthOf = (parts: readonly string[]): number =>
  parts.reduce((length, part) => length + part.length, 0);

const find = (texts: ItemTexts, id: string): ItemText | undefined => texts.find((text) => text.id === id);

/** Only one is written at a time: those that are open when one begins were given up. */
const begin = (texts: ItemTexts, id: string, parts: readonly string[]): ItemTexts => [
  ...texts.map((before) => (before.state === 'open' ? { ...before, state: 'given-up' as const } : before)),
  { id, parts, state: 'open' },
];

const put = (texts: ItemTexts, text: ItemText): ItemTexts =>
  find(texts, text.id) ? texts.map((before) => (before.id === text.id ? text : before)) : [...texts, text];
