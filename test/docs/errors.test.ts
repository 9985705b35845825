import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as everything from '../../lib/index';
import { root, runPage } from './support/run-page';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The first cells of the tables of the page that hold a name in code. */
const rows = [...read('docs/errors.md').matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name!);

test('the code of the page runs as it stands', async () => {
  const { printed } = await runPage('docs/errors.md');
  expect(printed.length).toBeGreaterThan(10);
});

test('the page names every error class and every kind of diagnostic, and no other', () => {
  const classes = Object.entries(everything)
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Error)
    .map(([name]) => name);
  const [, union = ''] = /type DiagnosticKind =([^;]+);/.exec(read('lib/errors/diagnostic.ts')) ?? [];
  const kinds = [...union.matchAll(/'(\w+)'/g)].map(([, kind]) => kind!);
  expect([classes.length > 15, kinds.length > 10]).toEqual([true, true]);
  expect([...rows].sort()).toEqual([...classes, ...kinds].sort());
});
