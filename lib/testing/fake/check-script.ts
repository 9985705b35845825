import { CodexOptionsError } from '../../errors/codex-options-error.js';

const known = 'id nextId threadId turnId index call launch method now params answer'.split(' ');

/**
 * Writes a script as JSON, after checking that nothing gets lost on the way and that its place holders exist.
 *
 * @throws CodexOptionsError that names what is wrong, and where
 */
export const checkScript = (script: unknown): string => {
  check(script, 'script', []);
  return JSON.stringify(script);
};

const check = (value: unknown, path: string, above: readonly object[]): void => {
  if (typeof value === 'string') return checkPlaceHolder(value, path);
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new CodexOptionsError(
      `${path} is a ${typeof value}: a fake app-server runs in a process of its own, and its script must be plain data.`,
    );
  }
  if (typeof value !== 'object' || value === null) return;
  if (above.includes(value))
    throw new CodexOptionsError(`${path} contains itself: the script must be plain data.`);
  for (const [key, inner] of Object.entries(value)) check(inner, `${path}.${key}`, [...above, value]);
};

const checkPlaceHolder = (text: string, path: string): void => {
  const name = /^\$([A-Za-z]\w*)(?:\.\w+)*$/.exec(text)?.[1];
  if (name === undefined || known.includes(name)) return;
  throw new CodexOptionsError(
    `${path} is "${text}", and there is no value "${name}". Known are ${known.join(', ')}; write "$${text}" for the text itself.`,
  );
};
