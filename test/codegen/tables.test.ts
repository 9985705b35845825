import { methodTable } from '../../codegen/render/tables';

const rows = [
  { method: 'a/b', text: "{ kind: 'turn', opens: true, delta: ['itemId'] }" },
  { method: 'c', text: "{ kind: 'global', item: 'item.id' }" },
  { method: 'd/e', text: "{ kind: 'turn', opens: true, delta: ['itemId'] }" },
];

describe('a table of rows of plain data', () => {
  const text = methodTable('rows', 'The rows.', 'Rows', rows);

  it('has each row that comes again once, under a name of its own', () => {
    expect(text.match(/kind: 'turn'/g)).toHaveLength(1);
    expect(text).toContain(
      "const turnOpensItemId = { kind: 'turn', opens: true, delta: ['itemId'] } as const;\n",
    );
    expect(text).toContain("'a/b': turnOpensItemId,\n");
    expect(text).toContain("'d/e': turnOpensItemId,\n");
  });

  it('leaves the others where they are', () => {
    expect(text).toContain("c: { kind: 'global', item: 'item.id' },\n");
  });

  it('tells rows apart whose words are the same', () => {
    const other = "{ kind: 'turn', item: 'itemId' }";
    const same = "{ kind: 'turn', item: 'item.id' }";
    const twice = [other, other, same, same].map((row, index) => ({ method: `m${index}`, text: row }));
    const names = [...methodTable('rows', 'The rows.', 'Rows', twice).matchAll(/^const (\w+) = /gm)];
    expect(new Set(names.map(([, name]) => name)).size).toBe(2);
  });
});

describe('a table of codecs', () => {
  it('names each codec in its row', () => {
    const codecs = [
      { method: 'a', text: 'Same' },
      { method: 'b', text: 'Same' },
    ];
    expect(methodTable('codecs', 'The codecs.', 'Codecs', codecs)).toBe(
      '/** The codecs. */\nexport const codecs: Codecs = /*#__PURE__*/ table({\na: Same,\nb: Same,\n});\n',
    );
  });
});
