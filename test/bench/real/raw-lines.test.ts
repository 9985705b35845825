import { createRawLines } from './raw-lines';

describe('lines by hand', () => {
  it('are the same however the text is cut', () => {
    const text = '{"a":1}\n\n{"b":2}\n{"c":3}\n';
    for (let size = 1; size <= text.length; size += 1) {
      const lines: string[] = [];
      const read = createRawLines((line) => lines.push(line));
      for (let start = 0; start < text.length; start += size) read(text.slice(start, start + size));
      expect(lines).toEqual(['{"a":1}', '', '{"b":2}', '{"c":3}']);
    }
  });
});
