/** Marks every error of this library, also across two installed copies of it, where `instanceof` fails. */
export const codexErrorBrand: unique symbol = Symbol.for('codex-rx.error');

/** What every error of this library can be given. */
export interface CodexErrorOptions {
  /** The error underneath, if there is one. */
  readonly cause?: unknown;
  /** Further sentences, each printed on a line of its own below the first. */
  readonly details?: readonly string[];
  /** What the reader can do about it; printed last. */
  readonly hint?: string;
}

/**
 * The base class of every error this library throws or emits.
 *
 * Catch it to catch them all; its first line says what happened, the last one what to do.
 */
export class CodexError extends Error {
  override readonly name: string = 'CodexError';
  /** The first sentence of the message, without details and hint. */
  readonly shortMessage: string;
  /** What the reader can do about it. */
  readonly hint: string | undefined;

  constructor(shortMessage: string, options: CodexErrorOptions = {}) {
    const lines = [shortMessage, ...(options.details ?? []), ...(options.hint ? [options.hint] : [])];
    super(lines.join('\n  '), 'cause' in options ? { cause: options.cause } : undefined);
    this.shortMessage = shortMessage;
    this.hint = options.hint;
  }

  /** The mark that `isCodexError` looks for; on the prototype, so that a printed error does not show it. */
  get [codexErrorBrand](): true {
    return true;
  }

  /**
   * Goes down the chain of causes and returns the first that satisfies `predicate`, or the last cause without one.
   *
   * @param predicate which cause is wanted; default: the innermost
   */
  walk(predicate?: (error: unknown) => boolean): unknown {
    let current: unknown = this;
    const seen = new Set<unknown>();
    while (!seen.has(current)) {
      seen.add(current);
      if (predicate?.(current)) return current;
      const cause: unknown = current instanceof Error ? current.cause : undefined;
      if (cause === undefined) return predicate ? undefined : current;
      current = cause;
    }
    return undefined;
  }
}
