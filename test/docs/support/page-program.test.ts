import { codeBlocks } from './code-blocks';
import { exportedNames, pageProgram } from './page-program';
import { runPage } from './run-page';

const page = `
# Page

\`\`\`ts
import { of, type Observable } from 'rxjs';

const given$: Observable<number> = of(1);
given$.subscribe((value) => console.log(value, thread)); // 1 t
\`\`\`

\`\`\`sh
npm test
\`\`\`

\`\`\`ts
import { map } from 'rxjs';
console.log('quiet');
console.log('a'); // a, then b
\`\`\`

\`\`\`ts fresh
const given$ = 1;
\`\`\`
`;

const surroundings = { stage: { path: './stage', names: ['thread', 'map'] }, runtime: './runtime' };

test('a page is one program: imports first, blocks inside each other, a fresh one beside them', () => {
  const { source, expected } = pageProgram(codeBlocks(page, 'ts'), surroundings);
  expect(source.split('\n').filter((line) => line.trim() !== '')).toEqual([
    `import { of, type Observable, map } from 'rxjs';`,
    `import * as page from './runtime';`,
    `import { thread } from './stage';`,
    '{',
    'const given$: Observable<number> = of(1);',
    'given$.subscribe((value) => page.printer(8)(value, thread)); // 1 t',
    'await page.until(5, { 8: 1 });',
    '{',
    `page.printer(17)('quiet');`,
    `page.printer(18)('a'); // a, then b`,
    'await page.until(16, { 18: 2 });',
    '}}{',
    'const given$ = 1;',
    'await page.until(22, {  });',
    '}',
    'await page.over();',
  ]);
  expect([...expected]).toEqual([
    [8, ['1 t']],
    [18, ['a', 'b']],
  ]);
});

test('a stage gives what it exports', () => {
  const code = `export const a = 1;\nexport async function b() {}\nexport type C = 1;\nconst d = 1;
export const h$ = 1;
export {
  e,
  f as g,
} from 'x';`;
  expect(exportedNames(code)).toEqual(['a', 'b', 'C', 'h$', 'e', 'g']);
});

test('a page that says something else than it prints is found out', async () => {
  await expect(runPage('test/docs/support/wrong-page.md')).rejects.toThrow(/wrong-page.md:5[\s\S]*three/);
});

test('a page that fails is found out', async () => {
  await expect(runPage('test/docs/support/failing-page.md')).rejects.toThrow(
    /failing-page.ts failed[\s\S]*on purpose/,
  );
});
