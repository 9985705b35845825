import { checkCleanTree } from './clean-tree';

/** Joined here, so that this file does not name what it forbids. */
const path = (...parts: string[]) => ['', ...parts].join('/');
const check = (text: string) => checkCleanTree({ 'docs/a.md': `first line\n${text}\n` });

describe('checkCleanTree', () => {
  it.each([
    path('tmp', 'run-1'),
    path('home', 'ann', 'project'),
    path('Users', 'ann'),
    `"${path('root', '.cache')}"`,
    `file://${path('work', 'main')}`,
    ['C:', 'Users', 'ann'].join('\\'),
  ])('refuses %s', (text) => {
    expect(check(text)).toEqual([expect.stringMatching(/^docs\/a\.md:2: names the machine path /)]);
  });

  it.each([
    ['registry', 'example', 'org'].join('.'),
    `"resolved": "${['https:', '', 'packages.example.org', 'a.tgz'].join('/')}"`,
    ['_auth', 'Token'].join(''),
  ])('refuses %s', (text) => {
    expect(check(text)).toEqual([expect.stringMatching(/^docs\/a\.md:2: names the registry /)]);
  });

  it('allows relative paths, addresses and words', () => {
    expect(check('lib/home/a.ts ./tmp/x https://example.org/home/page the registry. /usr/bin/env')).toEqual(
      [],
    );
  });
});
