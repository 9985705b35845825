import { emptyTable } from './bundle-size';

describe('a table that is left out', () => {
  const code = [
    'const first = /* @__PURE__ */ table({',
    '  "a/b": A,',
    '  "c/d": struct({ e: E })',
    '});',
    'const second = /* @__PURE__ */ table({',
    '  "a/b": A',
    '});',
    'export { first, second };',
  ].join('\n');

  it('is empty, and the others stay', () => {
    expect(emptyTable(code, 'first')).toBe(
      code.replace(/^const first[^]*?\}\);\nconst second/, 'const first = {};\nconst second'),
    );
  });

  it('is one of those that are there', () => {
    expect(emptyTable(code, 'third')).toBe(code);
  });
});
