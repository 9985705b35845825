import type { Either } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { CodexOutputError } from '../errors/codex-output-error.js';
import { renderErrors } from '../protocol/describe-errors.js';

/** How many mismatches the error names; all of them are in its `errors`. */
const namedErrors = 5;

/**
 * Reads the output of a turn out of the agent's last message: JSON, and what the codec makes of it.
 *
 * @param codec what it must be; undefined for whatever is JSON
 * @returns the value on the right, or a `CodexOutputError` on the left
 */
export const readOutput = <A>(
  text: string | null,
  codec: t.Type<A, unknown, unknown> | undefined,
): Either<CodexOutputError, A> => {
  if (text === null) return left(new CodexOutputError('the agent said nothing', text));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return left(new CodexOutputError('its last message is no JSON', text));
  }
  const decoded = codec?.decode(value);
  if (decoded?._tag === 'Left') {
    const details = renderErrors(decoded.left.slice(0, namedErrors));
    return left(
      new CodexOutputError('its last message does not have the shape', text, decoded.left, details),
    );
  }
  return { _tag: 'Right', right: decoded ? decoded.right : (value as A) };
};

const left = (error: CodexOutputError): Either<CodexOutputError, never> => ({ _tag: 'Left', left: error });
