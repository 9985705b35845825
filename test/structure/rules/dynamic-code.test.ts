import { parseSources } from '../sources';
import { checkDynamicCode } from './dynamic-code';

const check = (text: string) => checkDynamicCode(parseSources({ 'lib/client/a.ts': text }));

describe('checkDynamicCode', () => {
  it.each([
    "eval('1')",
    "globalThis.eval('1')",
    "new Function('a', 'return a')",
    "Function('1')",
    "setTimeout('run()', 5)",
  ])('refuses %s', (text) => {
    expect(check(`${text};`)).toEqual(['lib/client/a.ts:1: turns a string into code']);
  });

  it('allows the word in types, comments and names', () => {
    expect(
      check('// eval(x)\nlet f: Function; const evaluate = (run: () => void) => setTimeout(run, 5);'),
    ).toEqual([]);
  });
});
