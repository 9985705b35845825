import { parseSources } from '../sources';
import { checkModuleState } from './module-state';

const check = (text: string) => checkModuleState(parseSources({ 'lib/client/a.ts': text }));

describe('checkModuleState', () => {
  it.each([
    'export const limit = 64;',
    "const kinds: ReadonlySet<string> = new Set(['a']);",
    "const table: ReadonlyMap<string, number> = new Map([['a', 1]]);",
    'export const make = () => { const open = new Map(); open.set(1, 2); let n = 0; n += 1; return open; };',
    'const list = [1]; export const f = (list: number[]) => { list.push(1); };',
    "import { of } from 'rxjs'; of(1).subscribe();",
    'class E extends Error { static readonly code = 1; }',
    'function f() {} f.call(undefined);',
  ])('allows %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ['let count = 0;', 'a module-level variable'],
    ['export var count = 0;', 'a module-level variable'],
    ['const cache = new Map<string, number>();', "'cache' holds a Map"],
    ['const seen: WeakSet<object> = new WeakSet();', "'seen' holds a WeakSet"],
    ['export const events$ = new Subject<number>();', "'events$' holds a Subject"],
    ['const last: readonly number[] = new ReplaySubject(1);', 'holds a ReplaySubject'],
    ['const state = { n: 0 }; export const next = () => { state.n += 1; };', "changes 'state'"],
    ['const state = { n: 0 }; export const next = () => state.n++;', "changes 'state'"],
    ['const list: number[] = []; export const keep = (n: number) => list.push(n);', "changes 'list'"],
    ['const state: { a?: 1 } = {}; export const drop = () => { delete state.a; };', "changes 'state'"],
    ['const state = {}; export const lay = (o: object) => Object.assign(state, o);', "changes 'state'"],
    ["import { list } from './b.js'; export const keep = () => { list[0] = 1; };", "changes 'list'"],
    ['class E extends Error { static count = 0; }', 'a static field that can change'],
  ])('refuses %s', (text, fault) => {
    expect(check(text)).toEqual([expect.stringContaining(fault)]);
  });
});
