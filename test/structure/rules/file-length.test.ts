import { checkFileLength, maxLines } from './file-length';

const lines = (count: number) => 'x\n'.repeat(count);

describe('checkFileLength', () => {
  it('allows a file of exactly the limit, and a generated one of any length', () => {
    const files = { 'lib/a.ts': lines(maxLines), 'lib/protocol/generated/a.ts': lines(maxLines * 9) };
    expect(checkFileLength(files)).toEqual([]);
  });

  it('refuses one line more', () => {
    expect(checkFileLength({ 'test/a.ts': lines(maxLines + 1) })).toEqual(['test/a.ts: 251 lines, over 250']);
  });
});
