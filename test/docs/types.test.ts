import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root, writePage } from './support/run-page';

/** Every page that holds code. */
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md') && name !== 'protocol.md')
    .map((name) => `docs/${name}`),
];

test('the code of every page compiles as it stands, with nothing but what the page imports and its stage', () => {
  const paths = pages.map((page) => writePage(page).path);
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: paths, include: [] }, ts.sys, root);
  const unused = { noUnusedLocals: false, noUnusedParameters: false, verbatimModuleSyntax: false };
  const program = ts.createProgram(paths, { ...options, ...unused, types: ['node', 'jest'] });
  const complaints = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const { file, start = 0 } = diagnostic;
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    if (file === undefined) return text;
    const line = file.text.slice(0, start).split('\n').length;
    return `${file.fileName}:${line} ${file.text.split('\n')[line - 1]!.trim()}: ${text}`;
  });
  expect(complaints).toEqual([]);
});
