import fc from 'fast-check';
import { compileTemplate } from '../../../lib/testing/fake/compile-template.js';

const values: Record<string, unknown> = {
  id: 7,
  zero: 0,
  text: 'a "quoted"\n\u2028 text',
  object: { deep: [{ x: 'found' }] },
};
const lookup = (path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
const fill = (message: unknown): unknown => JSON.parse(compileTemplate(message)(lookup));

test('a string that is a place holder becomes the value, with its type', () => {
  expect(fill({ id: '$id', zero: '$zero', list: ['$text', '$object'], none: '$missing' })).toEqual({
    id: 7,
    zero: 0,
    list: [values['text'], values['object']],
    none: null,
  });
  expect(fill('$id')).toBe(7);
  expect(fill({ deep: '$object.deep.0.x', deeper: '$object.nothing.at.all' })).toEqual({
    deep: 'found',
    deeper: null,
  });
});

test('a place holder inside a string becomes text', () => {
  expect(fill({ a: 'n{{id}}/{{zero}} {{text}}', b: '{{object.deep}}' })).toEqual({
    a: `n7/0 ${String(values['text'])}`,
    b: '[{"x":"found"}]',
  });
});

test('what only looks like one stays as it is', () => {
  const message = {
    $id: '$$id',
    '{"a"': ':"$id"',
    b: ['$', '$1', '$id ', ' $id', ',"$id"', '\\"$id\\"', '\\', '{{ id }}', '{{}}', '$id.', '$-id'],
    c: '$$$id',
  };
  expect(fill(message)).toEqual({ ...message, $id: '$id', c: '$$id' });
});

test('a message without place holders is written as it is', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
      fc.pre(!/\$[A-Za-z$]|\{\{[A-Za-z]/.test(json));
      expect(compileTemplate(JSON.parse(json))(lookup)).toBe(JSON.stringify(JSON.parse(json)));
    }),
  );
});

test('each filling looks anew', () => {
  let count = 0;
  const write = compileTemplate({ n: '$count', t: 'at {{count}}' });
  expect([write(() => count++), write(() => count++)]).toEqual(['{"n":0,"t":"at 1"}', '{"n":2,"t":"at 3"}']);
});
