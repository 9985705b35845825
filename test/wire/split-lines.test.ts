import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { createLineSplitter, defaultMaxLineBytes, type FramingFault } from '../../lib/wire/split-lines.js';

type Event = string | FramingFault;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? encode(part) : Uint8Array.from(part))));

/** What a splitter says to a stream that comes in these chunks. */
const split = (chunks: readonly Uint8Array[], maxLineBytes?: number): Event[] => {
  const events: Event[] = [];
  const splitter = createLineSplitter({
    onLine: (line) => events.push(line),
    onFault: (fault) => events.push(fault),
    ...(maxLineBytes === undefined ? {} : { maxLineBytes }),
  });
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return events;
};

/** The same, written as plainly as it can be, of the whole stream at once. */
const expectedOf = (stream: Uint8Array, maxLineBytes = Number.POSITIVE_INFINITY): Event[] => {
  const events: Event[] = [];
  let start = 0;
  stream.forEach((byte, end) => {
    if (byte !== 0x0a) return;
    const line = stream.subarray(start, end);
    start = end + 1;
    if (line.length > maxLineBytes) events.push({ fault: 'too-long', bytes: line.length });
    else if (!isUtf8(line)) events.push({ fault: 'invalid-utf8', bytes: line.length });
    else if (line.length > 0 && !(line.length === 1 && line[0] === 0x0d)) {
      events.push(Buffer.from(line).toString('utf8'));
    }
  });
  if (start < stream.length) events.push({ fault: 'truncated', bytes: stream.length - start });
  return events;
};

const cutAt = (stream: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const edges = [0, ...[...cuts].sort((a, b) => a - b), stream.length];
  return edges.slice(1).map((end, index) => stream.subarray(edges[index], end));
};

const stream = joined(
  '{"a":1}\n',
  '{"text":"é😀\u2028\u2029\u0085漢"}\r\n',
  '\n\r\n \n',
  [0xff, 0xfe, 0x0a],
  '{"b":"😀"}\n',
  [0x22, 0xf0, 0x9f, 0x98, 0x0a],
  '\ufeff{}\n',
  [0xed, 0xa0, 0x80, 0x0a],
  '\0\r\r\n',
  'the end 😀',
);

describe('a splitter', () => {
  it('gives lines without their line feed, drops blank ones, and reports the rest', () => {
    expect(split([stream])).toEqual([
      '{"a":1}',
      '{"text":"é😀\u2028\u2029\u0085漢"}\r',
      ' ',
      { fault: 'invalid-utf8', bytes: 2 },
      '{"b":"😀"}',
      { fault: 'invalid-utf8', bytes: 4 },
      '\ufeff{}',
      { fault: 'invalid-utf8', bytes: 3 },
      '\0\r\r',
      { fault: 'truncated', bytes: 12 },
    ]);
  });

  it('says the same wherever the stream is cut in two, inside a character too', () => {
    const whole = split([stream]);
    for (let cut = 0; cut <= stream.length; cut += 1) {
      expect([cut, split(cutAt(stream, [cut]))]).toEqual([cut, whole]);
    }
  });

  it('says the same of one byte at a time, with empty chunks between', () => {
    const bytes = [...stream].flatMap((byte) => [Uint8Array.of(byte), new Uint8Array()]);
    expect(split(bytes)).toEqual(split([stream]));
  });

  it('gives 10,000 lines of one chunk in order', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `{"n":${index},"é":"\u2028"}`);
    expect(split([encode(`${lines.join('\n')}\n`)])).toEqual(lines);
  });

  it('delivers a line before push returns, and nothing before its line feed came', () => {
    const lines: string[] = [];
    const splitter = createLineSplitter({ onLine: (line) => lines.push(line), onFault: () => undefined });
    splitter.push(encode('one'));
    expect(lines).toEqual([]);
    splitter.push(encode('\ntwo'));
    expect(lines).toEqual(['one']);
    splitter.push(encode('\n'));
    expect(lines).toEqual(['one', 'two']);
  });

  it('is ready for another stream after end', () => {
    const events: Event[] = [];
    const splitter = createLineSplitter({
      onLine: (line) => events.push(line),
      onFault: (fault) => events.push(fault),
    });
    splitter.push(encode('half'));
    splitter.end();
    splitter.end();
    splitter.push(encode('whole\n'));
    splitter.end();
    expect(events).toEqual([{ fault: 'truncated', bytes: 4 }, 'whole']);
  });
});

describe('any stream', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...['\n', '\r\n', '{"a":1}\n', '\u2028', '\u0085', 'é', '😀', 'x'.repeat(40), ' '].map(encode),
    ),
    fc.constantFrom(
      ...[[0xff], [0xc3], [0xf0, 0x9f], [0x80], [0xed, 0xa0, 0x80]].map((it) => Uint8Array.from(it)),
    ),
    fc.string({ unit: 'binary' }).map(encode),
    fc.uint8Array({ maxLength: 20 }),
  );
  const cutStream = fc
    .array(piece, { maxLength: 30 })
    .map((pieces) => new Uint8Array(Buffer.concat(pieces)))
    .chain((bytes) =>
      fc.tuple(fc.constant(bytes), fc.array(fc.nat({ max: bytes.length }), { maxLength: 20 })),
    );

  it('gives the lines of a plain reading of it, in any cut', () => {
    fc.assert(
      fc.property(cutStream, ([bytes, cuts]) => {
        expect(split(cutAt(bytes, cuts))).toEqual(expectedOf(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('does so under any cap', () => {
    fc.assert(
      fc.property(cutStream, fc.nat({ max: 50 }), ([bytes, cuts], cap) => {
        expect(split(cutAt(bytes, cuts), cap)).toEqual(expectedOf(bytes, cap));
      }),
      { numRuns: 500 },
    );
  });

  it('gives long lines of large and small chunks whole', () => {
    const size = fc.constantFrom(1, 100, 4_095, 4_096, 4_097, 30_000, 65_536, 70_000);
    fc.assert(
      fc.property(fc.array(size, { maxLength: 12 }), fc.array(size, { maxLength: 4 }), (sizes, more) => {
        let count = 0;
        const chunks = [...sizes, 0, ...more, 0].map((bytes) =>
          bytes === 0 ? Uint8Array.of(0x0a) : new Uint8Array(bytes).fill(0x61 + (count++ % 26)),
        );
        expect(split(chunks)).toEqual(expectedOf(new Uint8Array(Buffer.concat(chunks))));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the cap', () => {
  it('is 256 MiB by default', () => {
    expect(defaultMaxLineBytes).toBe(268_435_456);
  });

  it.each([
    ['in one chunk', [joined('12345678\n', '123456789\n', 'ok\n')]],
    ['over many', cutAt(joined('12345678\n', '123456789\n', 'ok\n'), [3, 8, 9, 12, 15, 18, 20])],
  ])('lets a line of its own length through, drops a longer one, and resyncs (%s)', (_, chunks) => {
    expect(split(chunks, 8)).toEqual(['12345678', { fault: 'too-long', bytes: 9 }, 'ok']);
  });

  it('counts bytes, not characters', () => {
    expect(split([encode('😀😀\n😀😀😀\n')], 8)).toEqual(['😀😀', { fault: 'too-long', bytes: 12 }]);
  });

  it('reports a line that is both too long and unfinished as truncated, with its length', () => {
    expect(split([encode('1234567890'), encode('12345')], 8)).toEqual([{ fault: 'truncated', bytes: 15 }]);
  });
});
