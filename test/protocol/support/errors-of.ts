import type * as t from 'io-ts';

/** The paths of a value's errors, joined as an io-ts reporter would, each with the value found there. */
export const errorsOf = (
  codec: t.Decoder<unknown, unknown>,
  value: unknown,
): readonly (readonly [string, unknown])[] => {
  const decoded = codec.decode(value);
  if (decoded._tag === 'Right') return [];
  return decoded.left.map((error) => [
    error.context
      .slice(1)
      .map(({ key }) => key)
      .join('.'),
    error.value,
  ]);
};
