import fc from 'fast-check';
import { CodexOptionsError } from '../../lib/errors/codex-options-error.js';
import { configArguments, type CodexConfig } from '../../lib/transport/config-arguments.js';
import { tomlValue } from '../../lib/transport/toml.js';

/** The settings alone; each must stand behind a `--config` of its own. */
const settingsOf = (config: CodexConfig): string[] => {
  const args = configArguments(config);
  expect(args.filter((_, index) => index % 2 === 0)).toEqual(
    args.slice(args.length / 2).map(() => '--config'),
  );
  return args.filter((_, index) => index % 2 === 1);
};

describe('configArguments', () => {
  it.each<[CodexConfig, string[]]>([
    [{}, []],
    [{ model: 'gpt' }, ['model="gpt"']],
    [{ a: 1, b: true, c: 1.5, d: ['x', 2] }, ['a=1', 'b=true', 'c=1.5', 'd=["x", 2]']],
    [{ 'features.plugins': false }, ['features.plugins=false']],
    [{ features: { plugins: false, apps: true } }, ['features.plugins=false', 'features.apps=true']],
    [{ a: { b: { c: { d: 1 } } } }, ['a.b.c.d=1']],
    [{ 'a.b': { c: 1 } }, ['a.b.c=1']],
    [{ a: {} }, ['a={}']],
    [{ a: { b: {}, c: [] } }, ['a.b={}', 'a.c=[]']],
    [{ a: [{ b: { c: 1 } }] }, ['a=[{ b = { c = 1 } }]']],
    [{ projects: { '/some/path': { trust: 'x' } } }, ['projects={ "/some/path" = { trust = "x" } }']],
    [{ a: { plain: 1, 'with.dot': 2 } }, ['a={ plain = 1, "with.dot" = 2 }']],
    [{ a: { b: { '': 1 }, c: 2 } }, ['a.b={ "" = 1 }', 'a.c=2']],
    [{ 'A-b_9': 'x' }, ['A-b_9="x"']],
    // Behind --config it is never read as an option.
    [{ '--config': 1 }, ['--config=1']],
  ])('writes %j', (config, settings) => {
    expect(settingsOf(config)).toEqual(settings);
  });

  it.each([
    ['quotes', `"; echo 'x'`, `"\\"; echo 'x'"`],
    ['a command', '$(touch x) `id` ${HOME}', '"$(touch x) `id` ${HOME}"'],
    ['line breaks', 'a\nb\r\n[table]\nc = 1', '"a\\nb\\r\\n[table]\\nc = 1"'],
    ['backslashes', 'C:\\new\\', '"C:\\\\new\\\\"'],
    ['the look of TOML', '1 # comment', '"1 # comment"'],
    ['the look of an option', '--dangerously', '"--dangerously"'],
  ])('quotes a value with %s', (_, value, written) => {
    expect(settingsOf({ key: value })).toEqual([`key=${written}`]);
  });

  it('takes keys that objects inherit as they are', () => {
    const config = JSON.parse('{"__proto__":{"constructor":1},"toString":"x"}') as CodexConfig;
    expect(settingsOf(config)).toEqual(['__proto__.constructor=1', 'toString="x"']);
  });

  it('takes the same table in two places', () => {
    const shared = { x: 1 };
    expect(settingsOf({ a: shared, b: { c: shared } })).toEqual(['a.x=1', 'b.c.x=1']);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a b', 'a=b', 'a\n', '"a"', 'ä', '/path'])(
    'refuses the key %j, and says how to write it',
    (key) => {
      const write = (): unknown => configArguments({ [key]: 1 });
      expect(write).toThrow(CodexOptionsError);
      expect(write).toThrow(/is not a dotted path of plain names\.\n  Nest a key/);
    },
  );

  const cycle: Record<string, unknown> = { plain: {} };
  (cycle['plain'] as Record<string, unknown>)['again'] = cycle;
  const quoted: Record<string, unknown> = {};
  quoted['with dot.'] = quoted;

  it.each<[string, unknown, RegExp]>([
    [
      'undefined',
      { a: { b: undefined } },
      /^The config value of a\.b cannot be written as TOML\.\n.*undefined/,
    ],
    ['null', { a: null }, /^The config value of a .*\n.*null/],
    ['NaN', { a: [1, Number.NaN] }, /^The config value of a .*\n.*NaN/],
    ['a function', { a: () => 1 }, /a function/],
    ['a date', { a: { when: new Date(0) } }, /^The config value of a\.when .*\n.*Date/],
    ['a lone surrogate', { a: '\ud800' }, /surrogate/],
    ['a cycle through plain names', cycle, /^The config value of plain\.again .*\n.*cycle/],
    ['a cycle through quoted names', { a: quoted }, /^The config value of a .*\n.*cycle/],
  ])('refuses %s, naming the place', (_, config, message) => {
    const write = (): unknown => configArguments(config as CodexConfig);
    expect(write).toThrow(CodexOptionsError);
    expect(write).toThrow(message);
  });

  it('keeps each setting in one argument that begins with its path, whatever the value', () => {
    const text = fc.string({ unit: fc.constantFrom(...'a"\'\\ \n=#[]{}$`;,.'.split('')) });
    const { value } = fc.letrec<{ value: CodexConfig[string] }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(text, fc.constantFrom('plain', 'b-2')), tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), value, { maxKeys: 3 }), (config) => {
        for (const setting of settingsOf(config)) {
          expect(setting).not.toMatch(/[\n\r\0]/);
          const [path, written] = splitOnce(setting);
          expect(written).toBe(tomlValue(at(config, path.split('.'))));
        }
      }),
      { numRuns: 500 },
    );
  });
});

const splitOnce = (setting: string): [string, string] => {
  const equals = setting.indexOf('=');
  return [setting.slice(0, equals), setting.slice(equals + 1)];
};

const at = (value: unknown, [first, ...rest]: readonly string[]): unknown =>
  first === undefined ? value : at((value as Record<string, unknown>)[first], rest);
