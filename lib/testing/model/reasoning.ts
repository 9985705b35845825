import { toChunks, type ChunkedText } from './chunks.js';
import type { ReasoningStep } from './model-step.js';

/** How reasoning is streamed. */
export interface ReasoningOptions {
  /** The raw reasoning, which codex passes on as `item/reasoning/textDelta`. Default: none. */
  readonly content?: ChunkedText;
  /** In how many pieces each part of the summary, and the content, is streamed if it is a string. Default: 1. */
  readonly deltas?: number;
  /** Milliseconds between two pieces. Default: 0. */
  readonly delayMs?: number;
  /** The id of the item. Default: a new unique one. */
  readonly id?: string;
}

/**
 * A step in which the model thinks: one reasoning item.
 *
 * @param summary the summary; as an array, its parts, each a string or a list of exact pieces
 * @throws CodexOptionsError if `deltas` makes no sense
 */
export const reasoning = (
  summary: string | readonly ChunkedText[],
  options: ReasoningOptions = {},
): ReasoningStep => {
  const parts = typeof summary === 'string' ? [summary] : summary;
  const cut = (text: ChunkedText) =>
    toChunks('reasoning', text, typeof text === 'string' ? options.deltas : undefined);
  return {
    type: 'reasoning',
    id: options.id,
    summary: parts.map(cut),
    content: options.content === undefined ? [] : cut(options.content),
    delayMs: options.delayMs ?? 0,
  };
};
