/** A block of TypeScript in a page. */
export interface CodeBlock {
  /** The line of the page on which its code begins, from 1. */
  readonly line: number;
  readonly code: string;
  /** Whether it sees nothing of the blocks before it: its fence says `fresh` behind the language. */
  readonly fresh: boolean;
}

const FENCE = /^```(\w*)([^\n]*)\n([\s\S]*?)^```/gm;

/** Every block of a page that is in the given language, in order. */
export const codeBlocks = (markdown: string, language: string): readonly CodeBlock[] =>
  [...markdown.matchAll(FENCE)].flatMap(({ 0: whole, 1: name, 2: mark, 3: code = '', index }) => {
    const line = lineAt(markdown, index + whole.indexOf('\n') + 1);
    return name === language ? [{ line, code, fresh: mark?.trim() === 'fresh' }] : [];
  });

/** The line at a place in a text, from 1. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
