import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, delay, text, usage, type ModelReply, type ModelScript } from '../../lib/testing';
import { root, runPage } from './support/run-page';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const silence = delay(20_000);

/** What the model does first, by the prompt. */
const first: Readonly<Record<string, ModelReply>> = {
  'Run the tests': command('echo all green'),
  'How full are you?': [text('Hardly.'), usage({ inputTokens: 25_800, outputTokens: 40 })],
  'Say something': text('Something.'),
  'Say nothing': silence,
  Count: text(['one', 'two', 'three']),
  Spend: [command('true'), usage({ inputTokens: 300_000 })],
};

const script: ModelScript = ({ prompt, call }) => {
  if (call === 0) return first[prompt] ?? text(`${prompt}: fine`);
  return prompt === 'Spend' ? silence : text('Done.');
};

test('the code of the page runs as it stands', async () => {
  await runPage('docs/operators.md', { script });
});

test('the table holds every operator that is exported, and no other', () => {
  const exported = [...read('lib/index.ts').matchAll(/^export \{ (\w+).*'\.\/operators\//gm)].map(
    ([, name]) => name!,
  );
  const rows = [...read('docs/operators.md').matchAll(/^\| `(\w+)\(/gm)].map(([, name]) => name!);
  expect(exported.length).toBeGreaterThan(15);
  expect([...rows, 'toAsyncIterable'].sort()).toEqual(exported.sort());
});
