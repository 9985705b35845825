import { parseSources } from '../sources';
import { checkClasses } from './classes';

describe('checkClasses', () => {
  it('allows the classes of lib/errors', () => {
    expect(checkClasses(parseSources({ 'lib/errors/a.ts': 'export class A extends Error {}' }))).toEqual([]);
  });

  it.each(['export class A {}', 'const make = () => class {};', 'abstract class A {}'])(
    'refuses %s',
    (text) => {
      expect(checkClasses(parseSources({ 'lib/client/a.ts': text }))).toEqual([
        'lib/client/a.ts:1: a class outside lib/errors',
      ]);
    },
  );
});
