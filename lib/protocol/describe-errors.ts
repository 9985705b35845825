import type * as t from 'io-ts';
import type { Diagnostic } from '../errors/diagnostic.js';
import type { PayloadCodec } from './payload-codec.js';

/** How many characters of a path are shown: keys come from the wire and may have any length. */
const longestPath = 200;

/**
 * Renders the errors of a failed decoding as sentences, each with the path to the mismatch.
 *
 * Values are named by kind, not quoted, since payloads may hold secrets.
 */
export const renderErrors = (errors: t.Errors): string[] =>
  errors.map(({ context, value }) => {
    const path = context
      .slice(1)
      .map(({ key }) => key)
      .join('.');
    const shown = path.length > longestPath ? `…${path.slice(-longestPath)}` : path;
    const expected = context.at(-1)?.type.name ?? 'something else';
    return `${shown || 'the value'} is ${kindOf(value)}, expected ${expected}`;
  });

/** Decodes a value that is known to fail, and renders at most `limit` of its errors. */
export const describeErrors = (codec: PayloadCodec, value: unknown, limit: number): string[] => {
  const decoded = codec.decode(value);
  return decoded._tag === 'Left' ? renderErrors(decoded.left.slice(0, limit)) : [];
};

const kindOf = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** How many mismatches a diagnostic names. */
const namedErrors = 3;

/** The diagnostic of a message whose params are known to fail their codec. */
export const invalidParams = (
  codec: PayloadCodec,
  message: { readonly method: string; readonly params?: unknown },
): Diagnostic => {
  const { method, params } = message;
  const errors = describeErrors(codec, params, namedErrors).join('; ');
  return {
    kind: 'decode',
    message: `The params of ${method} do not have their shape: ${errors}`,
    method,
    raw: message,
  };
};
