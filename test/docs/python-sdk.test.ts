import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as codexRx from '../../lib/index';
import * as node from '../../lib/node';
import { text } from '../../lib/testing';
import { memoryCodex } from '../support/memory-codex';
import { pythonNames } from './support/python-sdk-names';
import { root, runPage } from './support/run-page';

const page = readFileSync(join(root, 'docs/python-sdk.md'), 'utf8');

/** The rows of every table: what stands in each of its three cells. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (-|Python)/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const namesIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const at = (path: string, from: unknown): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], from);

test('the code of the page runs as it stands', async () => {
  await runPage('docs/python-sdk.md', { script: text(['hel', 'lo']) });
});

test('no row is empty, and whatever it names here is there', () => {
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((cells) => cells.length !== 3 || cells.some((cell) => cell === ''))).toEqual([]);
  const { client } = memoryCodex();
  const turn = client.turn('turn', { threadId: 'thread' });
  const known = { ...codexRx, ...node, client, thread: client.thread('thread'), turn };
  const named = rows.flatMap(([, here = '']) => namesIn(here));
  expect(named.filter((name) => at(name, known) === undefined)).toEqual([]);
});

test('every public name of the Python SDK is on it', () => {
  const cells = rows.map(([python = '']) => python).join('\n');
  const missing = pythonNames.filter((name) => !new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(cells));
  expect([pythonNames.length > 80, missing]).toEqual([true, []]);
});
