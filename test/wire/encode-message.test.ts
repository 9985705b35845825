import fc from 'fast-check';
import { CodexEncodeError } from '../../lib/errors/codex-encode-error.js';
import { encodeMessage, maxNesting } from '../../lib/wire/encode-message.js';
import type { OutgoingMessage } from '../../lib/wire/message.js';
import { costRatio } from '../support/cost-ratio.js';

const request = (params: unknown): OutgoingMessage => ({ id: 1, method: 'turn/start', params });

/** The params of a request as they come out on the other side. */
const roundTrip = (params: unknown): unknown =>
  (JSON.parse(encodeMessage(request(params))) as { params: unknown }).params;

const faultOf = (message: OutgoingMessage): CodexEncodeError => {
  try {
    encodeMessage(message);
  } catch (error) {
    expect(error).toBeInstanceOf(CodexEncodeError);
    return error as CodexEncodeError;
  }
  throw new Error('It was written.');
};

const nest = (levels: number, kind: 'array' | 'object'): unknown => {
  let value: unknown = 'innermost';
  for (let level = 0; level < levels; level += 1) value = kind === 'array' ? [value] : { a: value };
  return value;
};

describe('encodeMessage', () => {
  it.each<[OutgoingMessage, string]>([
    [{ id: 1, method: 'thread/read', params: {} }, '{"id":1,"method":"thread/read","params":{}}'],
    [{ method: 'initialized' }, '{"method":"initialized"}'],
    [{ id: 0, result: { decision: 'decline' } }, '{"id":0,"result":{"decision":"decline"}}'],
    [{ id: '', error: { code: -32603, message: 'x' } }, '{"id":"","error":{"code":-32603,"message":"x"}}'],
    [request({ kept: null, dropped: undefined }), '{"id":1,"method":"turn/start","params":{"kept":null}}'],
  ])('writes %j', (message, text) => {
    expect(encodeMessage(message)).toBe(text);
  });

  it('writes line breaks of every kind so that the server sees one line', () => {
    const text = 'a\nb\r\nc\u2028d\u2029e\u0085f\u0000g';
    const line = encodeMessage(request(text));
    expect(line).not.toMatch(/[\n\r\0]/);
    expect(roundTrip(text)).toBe(text);
  });

  it('replaces lone surrogates, in keys too, and leaves pairs alone', () => {
    expect(roundTrip('a\ud83db')).toBe('a\ufffdb');
    expect(roundTrip('\udc00\ud800')).toBe('\ufffd\ufffd');
    expect(roundTrip({ '\ud83d': ['😀', '\ud83d\ude00\ud83d'] })).toEqual({ '\ufffd': ['😀', '😀\ufffd'] });
  });

  it.each([
    '\\ud83d',
    '\\\\ud83d',
    '\\\\\\ud83d',
    'C:\\ud83d\\udfff',
    '\\\ud83d',
    '"\\ud83d"',
    '\\u005cud83d',
  ])('does not take the written-out %j for a surrogate', (text) => {
    expect(roundTrip(text)).toBe(Buffer.from(text).toString());
    expect(roundTrip(`${text}\ud83d`)).toBe(`${Buffer.from(text).toString()}\ufffd`);
  });

  it('takes any message of plain values, on one line of UTF-8 that reads back the same', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom('\\', '"', 'u', 'd83d', '\n', '\u2028', '😀', '\ud83d', '[', '{', '}', ']'),
    );
    const string = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        string,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(null, true, false),
        fc.array(tie('tree'), { maxLength: 5 }),
        fc.dictionary(fc.oneof(string, fc.constantFrom('__proto__', 'toString')), tie('tree'), {
          maxKeys: 5,
        }),
      ),
    }));
    fc.assert(
      fc.property(tree, (params) => {
        const line = encodeMessage(request(params));
        expect(line).not.toMatch(/[\n\r]/);
        expect(Buffer.from(line, 'utf8').toString('utf8')).toBe(line);
        const read = JSON.parse(line, (_, value: unknown) => value) as { params: unknown };
        expect(JSON.stringify(read.params)).toBe(JSON.stringify(wellFormed(params)));
        expect(/[\ud800-\udfff]/u.test(JSON.stringify(read))).toBe(false);
        expect(line).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Replaces lone surrogates the way Node's UTF-8 encoder does. */
const wellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return Buffer.from(value, 'utf8').toString('utf8');
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [wellFormed(key), wellFormed(held)] as [string, unknown]),
  );
};

describe('what cannot be written', () => {
  const cycle: Record<string, unknown> = { canary: 'canary-41c' };
  cycle['again'] = [cycle];
  const throwing = {
    toJSON: () => {
      throw new RangeError('not today');
    },
  };

  it.each([
    ['a cycle', cycle],
    ['a BigInt', { canary: 'canary-41c', count: 10n }],
    ['a throwing toJSON', throwing],
    ['100,000 levels of nesting', nest(100_000, 'array')],
  ])('%s is a CodexEncodeError that names the method and quotes no value', (_, params) => {
    const error = faultOf(request(params));
    expect(error.shortMessage).toBe('turn/start cannot be written as JSON.');
    expect(error.message).not.toContain('canary-41c');
    expect(error.cause).toBeDefined();
    expect(error.hint).toMatch(/no cycles, no BigInt/);
  });

  it('names the request that an answer belongs to', () => {
    expect(faultOf({ id: 0, result: 1n }).shortMessage).toBe(
      'the answer to request 0 cannot be written as JSON.',
    );
    expect(faultOf({ id: 'a', error: { code: 1, message: '', data: cycle } }).shortMessage).toMatch(
      /request a /,
    );
  });

  it.each(['array', 'object'] as const)('takes %s nesting up to the limit and not beyond', (kind) => {
    // The message itself is the first level.
    const deepest = nest(maxNesting - 1, kind);
    expect(roundTrip(deepest)).toEqual(deepest);
    const error = faultOf(request(nest(maxNesting, kind)));
    expect(error.shortMessage).toBe('turn/start is nested more than 120 levels deep.');
    expect(error.hint).toMatch(/silently ignores/);
  });

  it('counts levels, not brackets: neither those in a text nor those side by side', () => {
    const brackets = '[{'.repeat(200);
    const tricky = ['"', '\\', '\\"', '\\\\"', brackets, `${brackets}\\`, `"${brackets}`];
    expect(roundTrip(tricky)).toEqual(tricky);
    const wide = Array.from({ length: 500 }, () => [{ a: [] }]);
    expect(roundTrip(wide)).toEqual(wide);
    expect(faultOf(request({ [brackets]: brackets, deep: nest(120, 'array') })).shortMessage).toMatch(
      /nested/,
    );
  });
});

describe('cost', () => {
  it('is linear in the length of the message', () => {
    const total = 256 * 1024;
    const run = (unit: number): void => {
      const message = request({ text: '\ud83d\\"['.repeat(unit / 4) });
      for (let done = 0; done < total; done += unit) encodeMessage(message);
    };
    expect(costRatio(run, 8 * 1024, total)).toBeLessThan(8);
  });
});
