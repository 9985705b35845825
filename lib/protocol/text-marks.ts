/** Texts that were seen before, without the texts. */
export interface TextMarks {
  add(text: string): void;
  /** Whether a text was added and is not forgotten. One that only looks like it passes once in 2^32. */
  has(text: string): boolean;
}

/** Makes a memory of texts; beyond `limit` it forgets all of them. Nothing is looked at while it is empty. */
export const createTextMarks = (limit: number): TextMarks => {
  const byLength = new Map<number, Set<number>>();
  let count = 0;
  return {
    add: (text) => {
      const mark = markOf(text);
      if (byLength.get(text.length)?.has(mark) === true) return;
      if (count >= limit) byLength.clear();
      if (count >= limit) count = 0;
      const marks = byLength.get(text.length) ?? new Set<number>();
      byLength.set(text.length, marks);
      marks.add(mark);
      count += 1;
    },
    has: (text) => byLength.get(text.length)?.has(markOf(text)) === true,
  };
};

/** FNV-1a over the characters. */
const markOf = (text: string): number => {
  let mark = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  return mark;
};
