import { parseSources } from '../sources';
import { checkSynchronousPath } from './synchronous-path';

const check = (path: string, text: string) => checkSynchronousPath(parseSources({ [path]: text }));

describe('checkSynchronousPath', () => {
  it.each([
    'setTimeout(() => {}, 0);',
    'queueMicrotask(run);',
    'const p = new Promise(() => {});',
    'Promise.resolve().then(run);',
    'const f = async () => {};',
    'async function f() {}',
  ])('refuses %s in the router', (text) => {
    expect(check('lib/router/a.ts', text)).toEqual(['lib/router/a.ts:1: lib/router is synchronous']);
  });

  it('allows it where waiting is the work, and a type that only mentions it', () => {
    expect(check('lib/rpc/a.ts', 'setTimeout(() => {}, 0);')).toEqual([]);
    expect(check('lib/router/a.ts', 'export type Close = () => Promise<void>;')).toEqual([]);
  });
});
