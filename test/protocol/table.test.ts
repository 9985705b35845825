import { table } from '../../lib/protocol/table';

describe('table', () => {
  it('finds its own entries and nothing of a prototype', () => {
    const entries = table({ 'a/b': 1 }) as Readonly<Record<string, unknown>>;
    expect(entries['a/b']).toBe(1);
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(entries[key]).toBeUndefined();
      expect(key in entries).toBe(false);
    }
    expect(Object.keys(entries)).toEqual(['a/b']);
  });
});
