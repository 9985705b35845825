import { toChunks, type ChunkedText } from './chunks.js';
import type { TextStep } from './model-step.js';

/** How agent text is streamed. */
export interface TextOptions {
  /** In how many pieces a string is streamed. Default: 1. */
  readonly deltas?: number;
  /** Milliseconds between two pieces. Default: 0. */
  readonly delayMs?: number;
  /** The id of the item. Default: a new unique one. */
  readonly id?: string;
  /** The phase that the message claims, such as `commentary` or `final_answer`. Default: none. */
  readonly phase?: string;
  /** Leaves the item without its end, as a stream does that breaks off in the middle. Default: false. */
  readonly unfinished?: boolean;
}

/**
 * A step in which the model says something: one agent message item.
 *
 * @param text a string, or the exact pieces to stream it in, with gates between them where the stream shall wait
 * @throws CodexOptionsError if `deltas` makes no sense
 */
export const text = (text: ChunkedText, options: TextOptions = {}): TextStep => ({
  type: 'text',
  id: options.id,
  chunks: toChunks('text', text, options.deltas),
  delayMs: options.delayMs ?? 0,
  phase: options.phase,
  unfinished: options.unfinished ?? false,
});
