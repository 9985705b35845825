import type { Diagnostic } from '../../lib/errors/diagnostic';
import { createTextParser } from '../../lib/rpc/text-parser';

const setUp = () => {
  const diagnostics: Diagnostic[] = [];
  return { parse: createTextParser((diagnostic) => diagnostics.push(diagnostic)), diagnostics };
};

describe('createTextParser', () => {
  it.each([
    { method: 'warning', params: { message: 'm' } },
    { id: 1, result: null },
    { id: 'a', method: 'ask', params: {} },
  ])('reads %j', (message) => {
    const { parse, diagnostics } = setUp();
    expect(parse(JSON.stringify(message))).toEqual(message);
    expect(parse(` ${JSON.stringify(message)} `)).toEqual(message);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    ['garbage', 'json'],
    ['', 'json'],
    ['[]', 'json'],
    ['{}', 'envelope'],
    ['{"method":7}', 'envelope'],
  ])('reports %j once each time, and reads nothing', (text, kind) => {
    const { parse, diagnostics } = setUp();
    expect([parse(text), parse(text)]).toEqual([undefined, undefined]);
    expect(diagnostics.map((diagnostic) => diagnostic.kind)).toEqual([kind, kind]);
  });

  it('takes secrets out of the sample that it reports', () => {
    const { parse, diagnostics } = setUp();
    parse('error: Authorization: Bearer canary-93b1f0canary');
    expect(diagnostics[0]).toMatchObject({ kind: 'json', sample: expect.stringContaining('[redacted]') });
    expect(JSON.stringify(diagnostics)).not.toContain('canary');
  });
});
