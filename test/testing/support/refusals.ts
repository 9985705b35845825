import { isCodexError } from '../../../lib/errors/is-codex-error.js';

/** Expects that nonsense is refused where it is written, by an error of the library with this sentence. */
export const expectRefused = (build: () => unknown, sentence: RegExp): void => {
  expect(build).toThrow(sentence);
  try {
    build();
  } catch (error) {
    expect(isCodexError(error)).toBe(true);
  }
};
