import fc from 'fast-check';
import type { Diagnostic } from '../../lib/errors/diagnostic.js';
import { createMessageParser } from '../../lib/wire/parse-message.js';
import { createRedactor } from '../../lib/wire/redact.js';

const parse = (line: string, secrets: readonly string[] = []) => {
  const reports: Diagnostic[] = [];
  const message = createMessageParser((report) => reports.push(report), createRedactor(secrets))(line);
  return { message, reports };
};

describe('a line that is no message', () => {
  it.each<[string, Diagnostic['kind'], RegExp]>([
    ['2026-01-01 WARN something happened', 'json', /^A line is not JSON\.$/],
    ['{"method":"turn/started","par', 'json', /^A line is not JSON\.$/],
    ['{"id":1}{"id":2}', 'json', /^A line is not JSON\.$/],
    ['\ufeff{"id":1}', 'json', /^A line is not JSON\.$/],
    ["{'id':1}", 'json', /^A line is not JSON\.$/],
    ['', 'json', /^A line is not JSON\.$/],
    ['null', 'json', /^A line is null, not an object\.$/],
    ['17', 'json', /^A line is a number, not an object\.$/],
    ['"text"', 'json', /^A line is a string, not an object\.$/],
    ['true', 'json', /^A line is a boolean, not an object\.$/],
    ['[{"id":1,"result":{}}]', 'json', /^A line is an array, not an object\.$/],
    ['{}', 'envelope', /neither a method nor an id/],
    ['{"params":{}}', 'envelope', /neither a method nor an id/],
    ['{"method":5}', 'envelope', /method that is not a string/],
    ['{"method":null,"id":1}', 'envelope', /method that is not a string/],
    ['{"method":"x","id":null}', 'envelope', /neither a number nor a string/],
    ['{"method":"x","id":{}}', 'envelope', /neither a number nor a string/],
    ['{"method":"x","id":true}', 'envelope', /neither a number nor a string/],
    ['{"method":"x","id":1.5}', 'envelope', /cannot be echoed exactly/],
    ['{"method":"x","id":9007199254740993}', 'envelope', /cannot be echoed exactly/],
    ['{"method":"x","id":-9007199254740993}', 'envelope', /cannot be echoed exactly/],
    ['{"method":"x","id":1e400}', 'envelope', /cannot be echoed exactly/],
  ])('%s is reported once and gives nothing', (line, kind, message) => {
    const parsed = parse(line);
    expect(parsed.message).toBeUndefined();
    expect(parsed.reports).toEqual([
      expect.objectContaining({ kind, message: expect.stringMatching(message) }),
    ]);
    expect(parsed.reports[0]!.sample).toBe(line.slice(0, 120));
  });

  it('is not quoted by the cause, and its sample is short and redacted', () => {
    const canary = 'canary-93b1f0';
    const line = `${canary} password=hunter2 ${'x'.repeat(100_000)}`;
    const { reports } = parse(line, [canary]);
    expect(JSON.stringify(reports)).not.toMatch(/canary|hunter2/);
    expect(reports[0]).toMatchObject({ kind: 'json', cause: 'SyntaxError' });
    expect(reports[0]!.sample!.length).toBeLessThanOrEqual(121);
    expect(reports[0]!.sample).toMatch(/^\[redacted\] password=\[redacted\] xxx.*…$/);
  });

  it('is kept as parsed where it was JSON of a wrong envelope', () => {
    expect(parse('{"params":{"a":1}}').reports[0]!.raw).toEqual({ params: { a: 1 } });
  });

  it('does not keep the next one from being read', () => {
    const reports: Diagnostic[] = [];
    const read = createMessageParser((report) => reports.push(report), createRedactor());
    expect(read('{"id":')).toBeUndefined();
    expect(read('{"id":1,"result":2}')).toEqual({ id: 1, result: 2 });
    expect(reports).toHaveLength(1);
  });
});

describe('a message', () => {
  it.each([
    '{"method":"turn/started","params":{"threadId":"t"},"emittedAtMs":1}',
    '{"method":"no/such/method"}',
    '{"id":0,"method":"item/tool/call","params":{}}',
    '{"id":"","method":"x"}',
    '{"id":"0","method":"x"}',
    '{"id":-5,"method":"x","params":null}',
    '{"id":9007199254740991,"method":"x"}',
    '{"id":1,"result":null}',
    '{"id":1,"error":{"code":-32600,"message":"x"}}',
    '{"jsonrpc":"2.0","id":1,"result":{},"error":{}}',
    '{"id":null,"error":"odd"}',
    '{"id":[1]}',
    '{"id":9007199254740993,"result":{}}',
    ' {"id":1,"result":1}\r',
    '{"method":"\u2028","params":"\u2029\u0085"}',
  ])('%s is handed on as JSON.parse reads it, without a report', (line) => {
    const { message, reports } = parse(line);
    expect(message).toEqual(JSON.parse(line));
    expect(reports).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'may have %s as a method, an id, a key and a value',
    (name) => {
      const line = `{"id":"${name}","method":"${name}","params":{"${name}":{"polluted":"${name}"}},"${name}":1}`;
      const { message, reports } = parse(line);
      expect(reports).toEqual([]);
      expect(message).toMatchObject({ id: name, method: name });
      const { params } = message as { params: object };
      expect(Object.entries(params)).toEqual([[name, { polluted: name }]]);
      expect(Object.getPrototypeOf(params)).toBe(Object.getPrototypeOf(JSON.parse('{}')));
      expect('polluted' in {}).toBe(false);
    },
  );

  it('is not made by what `__proto__` holds', () => {
    const { message, reports } = parse('{"__proto__":{"id":1,"method":"x"}}');
    expect(message).toBeUndefined();
    expect(reports).toEqual([expect.objectContaining({ kind: 'envelope' })]);
  });

  it('may be nested 100,000 levels deep', () => {
    const deep = 100_000;
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const { message, reports } = parse(
        `{"method":"x","params":${open.repeat(deep)}0${close.repeat(deep)}}`,
      );
      let level: unknown = (message as { params: unknown }).params;
      let levels = 0;
      for (; typeof level === 'object'; levels += 1) level = (Object.values(level!) as unknown[])[0];
      expect(levels).toBe(deep);
      expect(reports).toEqual([]);
    }
  });

  it('nested 100,000 levels deep is reported if it has no envelope, too', () => {
    const { message, reports } = parse(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(message).toBeUndefined();
    expect(reports).toHaveLength(1);
    expect(reports[0]!.sample).toHaveLength(121);
  });

  it('may hold an array of a million elements', () => {
    const { message, reports } = parse(`{"id":1,"result":[${'0,'.repeat(999_999)}0]}`);
    expect((message as { result: unknown[] }).result).toHaveLength(1_000_000);
    expect(reports).toEqual([]);
  });
});

describe('any line', () => {
  const key = fc.constantFrom('id', 'method', 'params', 'result', 'error', '__proto__', 'constructor', 'x');
  const value = fc.oneof(
    fc.jsonValue(),
    fc.maxSafeInteger(),
    fc.constantFrom('turn/started', 2 ** 53 + 2, 1.5),
  );
  const object = fc
    .array(fc.tuple(key, value), { maxLength: 5 })
    .map(
      (entries) =>
        `{${entries.map(([name, held]) => `${JSON.stringify(name)}:${JSON.stringify(held)}`).join(',')}}`,
    );
  const line = fc.oneof(object, fc.json(), fc.string({ unit: 'binary' }));

  it('gives a message or exactly one report, and never throws', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { message, reports } = parse(text);
        expect(reports).toHaveLength(message === undefined ? 1 : 0);
        if (message === undefined) return;
        expect(message).toEqual(JSON.parse(text));
        const { id, method } = message as { id?: unknown; method?: unknown };
        // What a server request is answered under must read back as the very same id.
        if (typeof method === 'string' && id !== undefined) expect(['string', 'number']).toContain(typeof id);
        if (typeof method === 'string' && typeof id === 'number') expect(Number.isSafeInteger(id)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
