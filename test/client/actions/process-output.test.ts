import fc from 'fast-check';
import { createOutputReader, toBase64 } from '../../../lib/client/actions/process-output';

test('reads what was written, whatever the bytes and wherever they are cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(20)), (given, cuts) => {
      const wellFormed = given.replace(/\p{Cs}/gu, '?');
      const bytes = new TextEncoder().encode(wellFormed);
      const read = createOutputReader();
      const pieces: string[] = [];
      let at = 0;
      for (const cut of [...cuts, bytes.length]) {
        pieces.push(read('stdout', toBase64(bytes.slice(at, at + cut))).text);
        at += cut;
      }
      expect(pieces.join('')).toBe(wellFormed);
    }),
  );
});

test('keeps the two streams apart, and says which is which', () => {
  const read = createOutputReader();
  const [half, other] = ['\u00e9', '!'].map((text) => new TextEncoder().encode(text));
  expect(read('stdout', toBase64(half!.slice(0, 1)))).toMatchObject({ stream: 'stdout', text: '' });
  expect(read('stderr', toBase64(other!))).toMatchObject({ stream: 'stderr', text: '!' });
  expect(read('stdout', toBase64(half!.slice(1)))).toMatchObject({ stream: 'stdout', text: '\u00e9' });
  expect(read('novel', 'AA==')).toEqual({
    type: 'output',
    stream: 'stdout',
    bytes: new Uint8Array([0]),
    text: '\u0000',
  });
});

test('writes texts as UTF-8', () => {
  expect([toBase64('h\u00e9'), toBase64(new Uint8Array([255, 0]))]).toEqual(['aMOp', '/wA=']);
});
