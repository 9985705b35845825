import fc from 'fast-check';
import { createBoundedSet } from '../../lib/router/bounded-set';

describe('createBoundedSet', () => {
  it('pushes the oldest member out when it is full', () => {
    const set = createBoundedSet<string>(2);
    expect([set.add('a'), set.add('b'), set.add('c'), set.add('d')]).toEqual([
      undefined,
      undefined,
      'a',
      'b',
    ]);
    expect(['a', 'b', 'c', 'd'].filter(set.has)).toEqual(['c', 'd']);
    expect(set.size()).toBe(2);
  });

  it('counts a member that is added again as the newest', () => {
    const set = createBoundedSet<string>(2);
    set.add('a');
    set.add('b');
    expect(set.add('a')).toBeUndefined();
    expect(set.add('c')).toBe('b');
  });

  it('makes room by deleting', () => {
    const set = createBoundedSet<string>(1);
    set.add('a');
    expect([set.delete('a'), set.delete('a')]).toEqual([true, false]);
    expect(set.add('b')).toBeUndefined();
  });

  it('holds nothing with a limit of 0', () => {
    const set = createBoundedSet<string>(0);
    expect(set.add('a')).toBe('a');
    expect(set.size()).toBe(0);
  });

  it('always holds the most recently added members', () => {
    const operations = fc.array(fc.tuple(fc.constantFrom('add', 'delete'), fc.nat(8)));
    fc.assert(
      fc.property(fc.nat(5), operations, (limit, steps) => {
        const set = createBoundedSet<number>(limit);
        let model: readonly number[] = [];
        for (const [operation, member] of steps) {
          const without = model.filter((other) => other !== member);
          if (operation === 'delete') {
            expect(set.delete(member)).toBe(model.includes(member));
            model = without;
          } else {
            const all = [...without, member];
            expect(set.add(member)).toBe(all.length > limit ? all[0] : undefined);
            model = all.slice(-limit || all.length);
          }
        }
        expect([0, 1, 2, 3, 4, 5, 6, 7, 8].filter(set.has)).toEqual([...model].sort());
        expect(set.size()).toBe(model.length);
      }),
    );
  });
});
