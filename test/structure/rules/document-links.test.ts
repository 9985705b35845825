import { checkDocumentLinks } from './document-links';

const paths = ['README.md', 'docs/architecture.md', 'docs/examples/demo/main.ts'];
const check = (text: string, path = 'docs/a.md') => checkDocumentLinks({ [path]: text }, paths);

describe('checkDocumentLinks', () => {
  it.each([
    '[up](../README.md)',
    '[part](architecture.md#routing)',
    '[here](#below)',
    '[folder](examples/demo/)',
    '[web](https://example.org/x.md)',
    '`[code](gone.md)`',
    '```\n[code](gone.md)\n```',
  ])('allows %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  it.each(['[gone](gone.md)', '[gone](../docs/gone.md#part "title")', '![picture](gone.png)'])(
    'refuses %s',
    (text) => {
      expect(check(`\n${text}`)).toEqual([
        expect.stringMatching(/^docs\/a\.md:2: links to \S*gone\S*, which/),
      ]);
    },
  );
});
