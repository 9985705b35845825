import fc from 'fast-check';
import { createRedactor, sampleOf } from '../../lib/wire/redact.js';
import { costRatio } from '../support/cost-ratio.js';

const mark = '[redacted]';

describe('given secrets', () => {
  it('are taken out wherever they stand, the longest first', () => {
    const redact = createRedactor(['canary', 'canary-long', 'other1']);
    expect(redact('a canary-long, xcanaryx and other1other1')).toBe(
      `a ${mark}, x${mark}x and ${mark}${mark}`,
    );
  });

  it('are left alone if they are shorter than six characters', () => {
    expect(createRedactor(['', 'true', '12345', 'ubuntu'])('true 12345 ubuntu')).toBe(`true 12345 ${mark}`);
  });

  it('are no patterns, and `$` in them means nothing', () => {
    expect(createRedactor(['a.*b$&$1', '(((((('])('axxb a.*b$&$1 ((((((')).toBe(`axxb ${mark} ${mark}`);
  });

  it('are found line by line where they have several lines', () => {
    const redact = createRedactor(['-----BEGIN KEY-----\nMIIabcdef\r\nQQQxyz123\n-----END KEY-----\n']);
    expect(redact('log: MIIabcdef\nlog: QQQxyz123')).toBe(`log: ${mark}\nlog: ${mark}`);
  });

  const secret = fc
    .string({ unit: fc.constantFrom(...'aB3-_"\\/%=&+ \n\té😀$'.split('')), minLength: 6, maxLength: 30 })
    // What consists of ordinary words or blanks would stand in the text by chance.
    .map((text) => `q7${text}zK9`)
    .filter((text) => Buffer.from(text).toString() === text);
  const around = fc.string({ unit: fc.constantFrom(...'xyz ,.:="\n'.split('')), maxLength: 20 });
  const spellings: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => JSON.stringify(text),
    (text) => encodeURIComponent(text),
    (text) => `https://host/path?q=${encodeURIComponent(text)}&x=1`,
    (text) => JSON.stringify({ env: { NAME: text } }),
  ];

  it('do not come through, plain, escaped as in JSON or encoded as in a URL', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 5 }),
        around,
        around,
        fc.constantFrom(...spellings),
        (secrets, before, after, spell) => {
          const redact = createRedactor(secrets);
          for (const each of secrets) {
            const clean = redact(`${before}${spell(each)}${after}`);
            expect(clean).toContain(mark);
            for (const written of [each, JSON.stringify(each).slice(1, -1), encodeURIComponent(each)]) {
              expect(clean).not.toContain(written);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what looks like a secret', () => {
  it.each([
    ['key sk-proj-abcdef1234567890 used', `key ${mark} used`],
    ['ghp_abcdefghijklmnop1234', mark],
    ['xoxb-1234567890-abc', mark],
    ['id eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl end', `id ${mark} end`],
    ['id eyJhbGciOiJI.a1b2c3.d4.e5.f6 end', `id ${mark} end`],
    ['Authorization: Bearer abc.def', `Authorization: Bearer ${mark}`],
    ['authorization: basic dXNlcjpwYXNz, x', `authorization: basic ${mark}, x`],
    ['"authorization":"Bearer abc"', `"authorization":${mark}`],
    ['x-api-key: abc next', `x-api-key: ${mark} next`],
    ['OPENAI_API_KEY=abc', `OPENAI_API_KEY=${mark}`],
    ['password = hunter2; rest', `password = ${mark}; rest`],
    ['{"password":"two words, one secret","x":1}', `{"password":${mark},"x":1}`],
    ['{"password":"a\\"b","x":1}', `{"password":${mark},"x":1}`],
    ["passwd='a b'", `passwd=${mark}`],
    ['{\\"access_token\\":\\"abc\\",\\"x\\":1}', `{\\"access_token\\":${mark}\\",\\"x\\":1}`],
    ['Auth { access_token: Some("a b"), x: 1 }', `Auth { access_token: Some(${mark}), x: 1 }`],
    ['client_secret="never closed', `client_secret=${mark}`],
    ['cookie: a=b', `cookie: ${mark}`],
    ['https://user:pass@host/x', `https://${mark}@host/x`],
    ['postgres://u:p@db:5432/x', `postgres://${mark}@db:5432/x`],
    ['GET /x?code=abc&y=1', `GET /x?code=${mark}&y=1`],
    ['GET /x?a=1&sig=abc', `GET /x?a=1&sig=${mark}`],
  ])('is taken out of %s', (text, clean) => {
    expect(createRedactor()(text)).toBe(clean);
  });

  it.each([
    'codex app-server ended unexpectedly (exit code 3).',
    '2026-01-01T00:00:00Z WARN codex_core::turn: request_id=01a2-33 took 20ms path=src/x/y.rs:12',
    'https://example.com:8080/path?page=2',
    'the token was refreshed and the secret is out',
    'error: unexpected argument --skip found',
    'mail@example.com',
    '',
  ])('is not seen in %s', (text) => {
    expect(createRedactor()(text)).toBe(text);
  });

  it.each([
    'a-',
    'a.',
    'token',
    '-token',
    'token-',
    'token ',
    'token=',
    'eyJaaaaa-',
    'sk-',
    'x://',
    'QWERTYUIOPasdfghjkl_zxcv-',
    'password="',
    '?key=',
    'bearer ',
    '\\"',
    "token:\\\\\\'",
  ])('is looked for in linear time in a text of %j over and over', (unit) => {
    const redact = createRedactor(['canary-0001', 'canary-0002']);
    const total = 64 * 1024;
    const run = (size: number): void => {
      const text = unit.repeat(Math.ceil(size / unit.length));
      for (let done = 0; done < total; done += size) redact(text);
    };
    // The name of a JWT's first part may be 1,024 long, so the cost grows up to that length.
    expect(costRatio(run, 2_048, total, 3)).toBeLessThan(8);
  });
});

describe('sampleOf', () => {
  const redact = createRedactor(['canary-93b1f0']);

  it('is the text itself where that is short', () => {
    expect(sampleOf('{"a":1}', redact)).toBe('{"a":1}');
    expect(sampleOf('x'.repeat(120), redact)).toBe('x'.repeat(120));
    expect(sampleOf('', redact)).toBe('');
  });

  it('is cut at 120 characters, which shows', () => {
    expect(sampleOf('x'.repeat(121), redact)).toBe(`${'x'.repeat(120)}…`);
    expect(sampleOf('x'.repeat(10_000_000), redact)).toBe(`${'x'.repeat(120)}…`);
  });

  it('shows no part of a secret, wherever it lies', () => {
    for (let before = 100; before < 130; before += 1) {
      const sample = sampleOf(`${'x'.repeat(before)}canary-93b1f0 ${'y'.repeat(1_000)}`, redact);
      expect(sample).not.toContain('can');
    }
  });

  it('shows no part of a long secret that begins inside it', () => {
    const long = `canary${'0123456789'.repeat(200)}`;
    const sample = sampleOf(`${'x'.repeat(100)} ${long} y`, createRedactor([long]));
    expect(sample).toBe(`${'x'.repeat(100)} ${mark} y`);
  });

  it('shows control characters and reordering marks as replacement characters', () => {
    expect(sampleOf('a\u0000\u001b[31m\r\n\u0085\u2028\u202e\u2066b', redact)).toBe(
      `a${'\ufffd'.repeat(2)}[31m${'\ufffd'.repeat(6)}b`,
    );
  });
});
