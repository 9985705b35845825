import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstValueFrom } from 'rxjs';
import ts from 'typescript';
import { command, text, type ModelScript } from '../../lib/testing';
import { memoryCodex } from '../support/memory-codex';
import { exportedNames } from './support/page-program';
import { pythonSdkNames, pythonSdkTypes, pythonSdkVersion } from './support/python-sdk-names';
import { root, runPage } from './support/run-page';

const page = readFileSync(join(root, 'docs/python-sdk.md'), 'utf8');

/** A row of a table below its heading. */
interface Row {
  readonly heading: string;
  readonly cells: readonly string[];
}

const sections = page.split(/^##+ /m).map((section) => {
  const [heading = '', ...lines] = section.split('\n');
  return { heading, lines };
});
const rows: readonly Row[] = sections.flatMap(({ heading, lines }) =>
  lines
    .filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
    .map((line) => ({ heading, cells: line.split('|').slice(1, -1) })),
);
const named = rows.filter(({ heading, cells }) => heading in pythonSdkNames && cells[0]!.trim() !== 'Python');

const codeIn = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

/** Code in the running text of a cell that is a name: it begins with a word of the page, or has the case of a name. */
const isName = (code: string): boolean =>
  /^(?:client|thread|turn|approval|result|event|error)\.|^[A-Z][a-z]\w*(?:\.\w+)*$|^[a-z]+[A-Z]\w*$/.test(
    code,
  );

/** What is called by its name here. */
const ours = [
  ...named.flatMap(({ cells }) => [...codeIn(cells[1]), ...codeIn(cells[2]).filter(isName)]),
  ...rows
    .filter(({ heading }) => heading === 'The same idea')
    .flatMap(({ cells }) => codeIn(cells[2]).filter(isName)),
];

test('the code of the page runs as it stands', async () => {
  const script: ModelScript = ({ prompt, call }) => {
    if (prompt.startsWith('Count')) return text('one two '.repeat(100), { deltas: 100, delayMs: 20 });
    if (prompt === 'Make a marker' && call === 0) return command('touch marker', { escalated: true });
    return text(replies[prompt] ?? 'Understood.');
  };
  const replies: Readonly<Record<string, string | readonly string[]>> = {
    'Explain this repository': 'A library.',
    'What is it built on?': ['Rx', 'JS.'],
    'One?': 'One.',
    'Two?': 'Two.',
    'Stop at three': 'three',
    'Make a marker': 'Made.',
    'Is it safe?': '{"safe":true,"why":"No secrets in it."}',
  };
  const { staged } = await runPage('docs/python-sdk.md', { script });
  expect(staged).toEqual(['calls: 2']);
});

test('no cell of a table is empty, and every row has as many as its heading', () => {
  expect(rows.filter(({ cells }) => cells.length !== 3 || cells.some((cell) => cell.trim() === ''))).toEqual(
    [],
  );
  expect(
    named.filter(({ cells: [python, name] }) => codeIn(python).length * codeIn(name).length === 0),
  ).toEqual([]);
});

test('every name of the Python SDK is in its table, and no other', () => {
  const found = Object.keys(pythonSdkNames).map((heading) => [
    heading,
    named
      .filter((row) => row.heading === heading)
      .flatMap(({ cells }) => codeIn(cells[0]))
      .sort(),
  ]);
  expect(found).toEqual(
    Object.entries(pythonSdkNames).map(([heading, names]) => [heading, [...names].sort()]),
  );
  const [, types = ''] = /^Of the same name in ([\s\S]*?)\n\n/m.exec(page) ?? [];
  expect(codeIn(types).slice(1)).toEqual(pythonSdkTypes);
  expect(page).toContain(`release ${pythonSdkVersion}.`);
});

test('every path of a client, a thread or a turn leads to something', async () => {
  const { client } = memoryCodex();
  const thread = await firstValueFrom(client.startThread());
  const objects = { client, thread, turn: client.turn('turn', { threadId: thread.id }) };
  const paths = ours.filter((name) => /^(?:client|thread|turn)(?:\.[\w$]+)+$/.test(name));
  const at = (path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], objects);
  expect(paths.length).toBeGreaterThan(60);
  expect(paths.filter((path) => at(path) === undefined)).toEqual([]);
});

/** What the words of the page stand for, beside what is exported. */
const words = {
  client: 'core.CodexClient',
  thread: 'core.CodexThread',
  turn: 'core.CodexTurn',
  approval: 'core.Approval',
  result: 'core.TurnResult',
  event: 'core.TurnEvent',
  error: 'core.CodexRequestError',
  step: "Extract<core.LoginStep, { type: 'browser' }> & Omit<Extract<core.LoginStep, { type: 'deviceCode' }>, 'type'>",
  apiKey: 'string',
  firstValueFrom: "typeof import('rxjs').firstValueFrom",
};

/** The entries in the order in which a name is looked for; the last one passes on whole files. */
const entries = { core: 'index', node: 'node', protocol: 'protocol' };
const entryOf = (name: string): string =>
  Object.entries(entries).find(([, entry]) =>
    exportedNames(readFileSync(join(root, `lib/${entry}.ts`), 'utf8')).includes(name),
  )?.[0] ?? 'protocol';

/** A module that uses every name for what it is: a value, or a type and a member of it. */
const moduleOf = (names: readonly string[]): string => {
  const used = names.flatMap(
    (name) => name.replaceAll(/'[^']*'|\.[\w$]+/g, '').match(/\b[a-z]\w*\b(?!:)/g) ?? [],
  );
  const values = [...new Set(used)].filter((word) => !(word in words));
  return [
    ...Object.entries(entries).map(
      ([name, entry]) => `import * as ${name} from '${join(root, 'lib', entry)}';`,
    ),
    ...Object.entries(words).map(([name, type]) => `declare const ${name}: ${type};`),
    ...values.map((word) => `const ${word} = ${entryOf(word)}.${word};`),
    ...names.map((name, index) => {
      const [type = '', ...members] = name.split('.');
      if (!/^[A-Z]/.test(name)) return `export const n${index} = ${name};`;
      return `export type N${index} = ${entryOf(type)}.${type}${members.map((key) => `['${key}']`).join('')};`;
    }),
  ].join('\n');
};

test('every name of this library compiles for what it is', () => {
  const names = [...new Set([...ours, ...pythonSdkTypes])];
  const path = join(root, '.jest-cache/pages/python-sdk-names.ts');
  mkdirSync(join(root, '.jest-cache/pages'), { recursive: true });
  writeFileSync(path, moduleOf(names));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [path], include: [] }, ts.sys, root);
  const program = ts.createProgram([path], options);
  // Of this file alone: the library has checks of its own.
  const complaints = program
    .getSemanticDiagnostics(program.getSourceFile(path))
    .map(({ messageText, start = 0 }) => [
      program.getSourceFile(path)!.text.slice(start).split('\n')[0],
      ts.flattenDiagnosticMessageText(messageText, ' '),
    ]);
  expect([names.length > 150, complaints]).toEqual([true, []]);
});
