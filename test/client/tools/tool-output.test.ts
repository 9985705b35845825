import { NEVER, concat, of } from 'rxjs';
import { asText, toToolResponse, type ToolOutput } from '../../../lib/client/tools/tool-output';
import { valuesOf } from '../../support/operator-cases';

test.each([
  ['a string', 'text', 'text'],
  ['an object', { a: 1 }, '{\n  "a": 1\n}'],
  ['nothing', undefined, 'undefined'],
])('%s as text', (_, value, text) => {
  expect(asText(value)).toEqual({ type: 'inputText', text });
});

const item = asText('x');
test.each<[string, ToolOutput, object]>([
  ['a text', 'x', { contentItems: [item], success: true }],
  ['an item', item, { contentItems: [item], success: true }],
  ['items', [item, item], { contentItems: [item, item], success: true }],
  ['a response', { contentItems: [item], success: false }, { contentItems: [item], success: false }],
])('%s is a response; the first one counts', (_, output, response) => {
  expect(valuesOf(concat(of(output), NEVER).pipe(toToolResponse()))).toEqual([response, 'complete']);
});
