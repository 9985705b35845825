/**
 * Reads one TOML 1.0 value, as far as `tomlValue` may write one: basic strings, numbers, booleans, arrays, inline tables.
 *
 * It is written from the grammar and not from the encoder, and refuses whatever the grammar refuses.
 */
export const parseTomlValue = (source: string): unknown => {
  let at = 0;
  const fault = (what: string): never => {
    throw new Error(`${what} at ${at} in ${source}`);
  };
  const blanks = () => {
    while (source[at] === ' ' || source[at] === '\t') at++;
  };
  const take = (token: string): boolean => {
    blanks();
    if (!source.startsWith(token, at)) return false;
    at += token.length;
    return true;
  };

  const escapes: Record<string, string> = {
    b: '\b',
    t: '\t',
    n: '\n',
    f: '\f',
    r: '\r',
    '"': '"',
    '\\': '\\',
  };

  const basicString = (): string => {
    let text = '';
    at++;
    for (;;) {
      const character = source[at++];
      if (character === undefined) return fault('a string without an end');
      if (character === '"') return text;
      if (character !== '\\') {
        if (character !== '\t' && (character < ' ' || character === '\u007f'))
          fault('a bare control character');
        text += character;
        continue;
      }
      const escape = source[at++] ?? '';
      if (escape === 'u') {
        const digits = source.slice(at, at + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) fault('a bad escape');
        const code = Number.parseInt(digits, 16);
        if (code >= 0xd800 && code <= 0xdfff) fault('an escaped surrogate');
        text += String.fromCharCode(code);
        at += 4;
      } else {
        text += escapes[escape] ?? fault('an unknown escape');
      }
    }
  };

  const key = (): string => {
    blanks();
    if (source[at] === '"') return basicString();
    const bare = /^[A-Za-z0-9_-]+/.exec(source.slice(at))?.[0] ?? fault('no key');
    at += bare.length;
    return bare;
  };

  const list = (end: string, element: () => void): void => {
    if (take(end)) return;
    do element();
    while (take(','));
    if (!take(end)) fault(`no ${end}`);
  };

  const value = (): unknown => {
    blanks();
    if (source[at] === '"') return basicString();
    if (take('true')) return true;
    if (take('false')) return false;
    if (take('[')) {
      const array: unknown[] = [];
      list(']', () => array.push(value()));
      return array;
    }
    if (take('{')) {
      const pairs: [string, unknown][] = [];
      list('}', () => {
        const name = key();
        if (!take('=')) fault('no equals sign');
        if (pairs.some(([known]) => known === name)) fault('a key twice');
        pairs.push([name, value()]);
      });
      return Object.fromEntries(pairs);
    }
    const number =
      /^[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/.exec(source.slice(at))?.[0] ?? fault('no value');
    at += number.length;
    const isInteger = !/[.eE]/.test(number);
    if (isInteger && BigInt(number) !== BigInt.asIntN(64, BigInt(number))) fault('an integer over 64 bits');
    return Number(number);
  };

  const parsed = value();
  blanks();
  if (at !== source.length) fault('something after the value');
  return parsed;
};
