import type { Definition, Field, TypeNode } from '../../codegen/model/type-node';
import { codecRenderer } from '../../codegen/render/codecs';

const text: TypeNode = { kind: 'string' };
const members = [{ value: 'a' }];
const codecs = codecRenderer(
  new Map<string, Definition>([
    ['A', { name: 'A', type: { kind: 'struct', fields: [] } }],
    ['Path', { name: 'Path', type: text }],
    ['Status', { name: 'Status', type: { kind: 'enum', members } }],
    ['Closed', { name: 'Closed', type: { kind: 'enum', members, closed: true } }],
  ]),
);

describe('the check of a field', () => {
  const ref = (name: string): TypeNode => ({ kind: 'ref', name });
  const nullable = (of: TypeNode): TypeNode => ({ kind: 'nullable', of });
  const checkOf = (type: TypeNode, optional = false): string => {
    const field: Field = { name: 'f', type, optional };
    const code = codecs.definition({ name: 'X', type: { kind: 'struct', fields: [field] } });
    return /isObject\(v\) && (.*?); \}/.exec(code)?.[1] ?? code;
  };

  it.each<[string, TypeNode, string, string]>([
    ['a string', text, 'isString(v.f)', 'isStringOrAbsent(v.f)'],
    ['a number', { kind: 'number' }, 'isNumber(v.f)', 'isNumberOrAbsent(v.f)'],
    [
      'a nullable number',
      nullable({ kind: 'number' }),
      '(v.f === null || isNumber(v.f))',
      '(v.f == null || isNumber(v.f))',
    ],
    ['a nullable string', nullable(text), '(v.f === null || isString(v.f))', 'isStringOrNone(v.f)'],
    ['an open enum', { kind: 'enum', members }, 'isString(v.f)', 'isStringOrAbsent(v.f)'],
    [
      'a named string',
      nullable(ref('Path')),
      '(v.f === null || isString(v.f, Path))',
      'isStringOrNone(v.f, Path)',
    ],
    ['a named enum', ref('Status'), 'isString(v.f, Status)', 'isStringOrAbsent(v.f, Status)'],
    ['a named closed enum', ref('Closed'), 'fits(v.f, Closed)', '(v.f === undefined || fits(v.f, Closed))'],
    ['another object', nullable(ref('A')), '(v.f === null || fits(v.f, A))', 'fitsOrNone(v.f, A)'],
    ['null', { kind: 'null' }, 'isNull(v.f)', '(v.f === undefined || isNull(v.f))'],
    [
      'a constant',
      { kind: 'literal', value: 'a' },
      "isLiteral(v.f, 'a')",
      "(v.f === undefined || isLiteral(v.f, 'a'))",
    ],
    [
      'an array',
      nullable({ kind: 'array', of: ref('A') }),
      '(v.f === null || isArray(v.f, A))',
      'isArrayOrNone(v.f, A)',
    ],
    [
      'a map',
      nullable({ kind: 'record', of: text }),
      '(v.f === null || isRecord(v.f, string))',
      'isRecordOrNone(v.f, string)',
    ],
  ])('of %s', (_, type, required, optional) => {
    expect(checkOf(type)).toBe(required);
    expect(checkOf(type, true)).toBe(optional);
  });

  it('of any value asks no more than that it is there', () => {
    expect(checkOf({ kind: 'unknown' })).toBe('v.f !== undefined');
    expect(checkOf({ kind: 'unknown' }, true)).toBe("/*#__PURE__*/ struct('X', isObject)");
  });

  it('refers to constants made outside of it for what no word stands for', () => {
    const fields: readonly Field[] = [
      { name: 'f', type: { kind: 'array', of: nullable(text) }, optional: false },
      { name: 'g', type: { kind: 'struct', fields: [] }, optional: false },
    ];
    const parts =
      "const part1 = /*#__PURE__*/ nullable(string); const part2 = /*#__PURE__*/ struct('object', isObject); ";
    const check = '(v) => { return isObject(v) && isArray(v.f, part1) && fits(v.g, part2); }';
    expect(codecs.definition({ name: 'X', type: { kind: 'struct', fields } })).toBe(
      `/*#__PURE__*/ lazy('X', () => { ${parts}return /*#__PURE__*/ struct('X', ${check}); })`,
    );
    expect(codecs.expression({ kind: 'struct', fields })).toBe(
      `/*#__PURE__*/ lazy('object', () => { ${parts}return /*#__PURE__*/ struct('object', ${check}); })`,
    );
  });
});
