import fc from 'fast-check';
import { isWithin } from '../../lib/rpc/check-grant';
import { asked } from '../support/server-requests';

const requested = asked['item/permissions/requestApproval'].permissions;
const entry = { path: { type: 'path', path: '/x' }, access: 'write' };
const exception = { path: { type: 'path', path: '/x/secret' }, access: 'deny' };

/** Everything that a plain profile gives: which leaf is given what, list members one by one. */
const grantsIn = (profile: unknown, path = ''): readonly string[] => {
  if (profile === null || profile === undefined || profile === false) return [];
  if (Array.isArray(profile)) return profile.map((one) => `${path}[${JSON.stringify(one)}]`);
  if (typeof profile !== 'object') return [`${path}=${JSON.stringify(profile)}`];
  return Object.entries(profile).flatMap(([key, value]) => grantsIn(value, `${path}/${JSON.stringify(key)}`));
};

describe('isWithin', () => {
  it.each([
    [undefined],
    [null],
    [{}],
    [requested],
    [{ network: { enabled: true } }],
    [{ network: { enabled: false } }],
    [{ network: null, fileSystem: null }],
    [{ fileSystem: { write: ['/x'] } }],
    [{ fileSystem: { write: [], entries: [] } }],
    [{ fileSystem: { entries: [{ access: 'write', path: { path: '/x', type: 'path' } }] } }],
  ])('allows what was asked for, and less: %j', (granted) => {
    expect(isWithin(granted, requested)).toBe(true);
  });

  it.each([
    [{ fileSystem: { write: ['/'] } }],
    [{ fileSystem: { write: ['/x', '/y'] } }],
    [{ fileSystem: { write: '/x' } }],
    [{ fileSystem: { write: { 0: '/x' } } }],
    [{ fileSystem: { write: true } }],
    [{ fileSystem: { read: ['/x'] } }],
    [{ fileSystem: { entries: [{ ...entry, access: 'read' }] } }],
    [{ fileSystem: { entries: [{ ...entry, recursive: true }] } }],
    [{ fileSystem: { entries: [{ access: 'write', path: { type: 'special', value: { kind: 'root' } } }] } }],
    [{ fileSystem: { globScanMaxDepth: 1 } }],
    [{ fileSystem: ['/x'] }],
    [{ fileSystem: true }],
    [{ network: { enabled: 'true' } }],
    [{ network: { enabled: 1 } }],
    [{ network: true }],
    [{ everything: true }],
    [{ everything: { deep: { inside: ['a'] } } }],
    [{ toString: true }],
    [JSON.parse('{"__proto__":{"enabled":true}}')],
    [JSON.parse('{"network":{"__proto__":true}}')],
    [['network']],
    ['network'],
    [true],
    [1],
  ])('refuses more than was asked for: %j', (granted: unknown) => {
    expect(isWithin(granted, requested)).toBe(false);
  });

  it.each([[undefined], [null], ['text'], [7], [true], [[]], [{}]])(
    'grants nothing where %j was asked for',
    (nothing) => {
      expect(isWithin({ network: { enabled: true } }, nothing)).toBe(false);
      expect(isWithin({ fileSystem: { write: [''] } }, nothing)).toBe(false);
      expect(isWithin({ 0: 't' }, nothing)).toBe(false);
      expect(isWithin({}, nothing)).toBe(true);
    },
  );

  describe('with exceptions among what was asked for', () => {
    const withException = { fileSystem: { entries: [entry, exception], write: ['/x'] } };

    it.each([
      [{ fileSystem: { entries: [entry, exception] } }, true],
      [{ fileSystem: { entries: [exception] } }, true],
      [{ network: null }, true],
      [{ fileSystem: { entries: [entry] } }, false],
      [{ fileSystem: { write: ['/x'] } }, false],
      [
        { fileSystem: { entries: [entry, { ...exception, path: { type: 'path', path: '/x/other' } }] } },
        false,
      ],
    ])('takes %j as %s: a folder is not granted without its exceptions', (granted, expected) => {
      expect(isWithin(granted, withException)).toBe(expected);
    });
  });

  it('never lets anything through that was not asked for, and everything that was', () => {
    const leaf = fc.oneof(
      fc.boolean(),
      fc.constantFrom(null, '/x', '/y', 1),
      fc.array(fc.constantFrom('/x', '/y', '/')),
    );
    const { profile } = fc.letrec<{ profile: unknown }>((tie) => ({
      profile: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        leaf,
        fc.dictionary(
          fc.constantFrom('network', 'fileSystem', 'write', 'enabled', '__proto__'),
          tie('profile'),
        ),
      ),
    }));
    fc.assert(
      fc.property(profile, profile, (granted, wanted) => {
        const [given, possible] = [grantsIn(granted), new Set(grantsIn(wanted))];
        expect(isWithin(granted, wanted)).toBe(given.every((grant) => possible.has(grant)));
        expect(isWithin(wanted, wanted)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
