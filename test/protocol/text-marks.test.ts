import fc from 'fast-check';
import { createTextMarks } from '../../lib/protocol/text-marks';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom('', 'a', 'b', 'ab', 'ba', '\ud83d', '\ude00', '\ud83d\ude00', '\u0000', '\u0000\u0000'),
  fc.nat(3).map((number) => `${'x'.repeat(100_000)}${number}`),
);

describe('createTextMarks', () => {
  it('knows the texts that were added, and no others', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), anyText), { maxLength: 60 }), (steps) => {
        const marks = createTextMarks(60);
        const model = new Set<string>();
        for (const [adds, text] of steps) {
          expect(marks.has(text)).toBe(model.has(text));
          if (!adds) continue;
          marks.add(text);
          model.add(text);
        }
        for (const [, text] of steps) expect(marks.has(text)).toBe(model.has(text));
      }),
    );
  });

  it('tells 100,000 texts of one length apart', () => {
    const marks = createTextMarks(100_000);
    const text = (number: number): string => `text ${String(number).padStart(8, '0')}`;
    for (let number = 0; number < 100_000; number += 1) marks.add(text(number));
    // Each of the others looks like one of these with a chance of 100,000 in 2^32.
    const taken = Array.from({ length: 20_000 }, (_, at) => text(100_000 + at)).filter(marks.has);
    expect(taken.length).toBeLessThan(10);
    expect([0, 50_000, 99_999].map((number) => marks.has(text(number)))).toEqual([true, true, true]);
  });

  it('tells long texts apart by any of their characters', () => {
    const marks = createTextMarks(10);
    const long = 'x'.repeat(100_000);
    marks.add(long);
    const others = [0, 1, 50_000, 99_999].map((at) => `${long.slice(0, at)}y${long.slice(at + 1)}`);
    expect([long, ...others, `${long}x`].map(marks.has)).toEqual([true, ...Array<boolean>(5).fill(false)]);
  });

  it('forgets all of them when there would be more than its limit', () => {
    const marks = createTextMarks(3);
    const known = (): string => ['a', 'b', 'c', 'd', 'e'].filter(marks.has).join('');
    for (const text of ['a', 'b', 'c']) marks.add(text);
    expect(known()).toBe('abc');
    marks.add('d');
    expect(known()).toBe('d');
    marks.add('e');
    expect(known()).toBe('de');
  });

  it('counts a text once, however often it is added', () => {
    const marks = createTextMarks(3);
    for (const text of ['a', 'b', 'b', 'b', 'c', 'b', 'a']) marks.add(text);
    expect(['a', 'b', 'c'].map(marks.has)).toEqual([true, true, true]);
  });

  it('looks at no text where there is none of its length', () => {
    const marks = createTextMarks(3);
    marks.add('longer than that');
    const charCodeAt = jest.fn(() => 0x61);
    expect(marks.has({ length: 4, charCodeAt } as unknown as string)).toBe(false);
    expect(charCodeAt).not.toHaveBeenCalled();
  });
});
