import { checkScript } from '../../../lib/testing/fake/check-script.js';
import { send } from '../../../lib/testing/fake/fake-steps.js';
import { expectRefused } from '../support/refusals.js';

test('a script is written as JSON', () => {
  const script = {
    on: { 'turn/start': [send({ id: '$id', a: '$params.input.0.text', b: '$$HOME', c: '$5' })] },
  };
  expect(JSON.parse(checkScript(script))).toEqual(script);
  const shared = send({ a: 1 });
  expect(() => checkScript([shared, shared])).not.toThrow();
});

const cycle: Record<string, unknown> = {};
cycle['self'] = [cycle];

test.each<[unknown, RegExp]>([
  [
    [send({ params: { threadId: '$theadId' } })],
    /^script\.0\.messages\.0\.params\.threadId is "\$theadId", and there is no value "theadId"\. Known are id, .*; write "\$\$theadId" for the text itself\./,
  ],
  [{ on: { x: () => 1 } }, /^script\.on\.x is a function: .* must be plain data/],
  [{ start: [{ n: 1n }] }, /is a bigint/],
  [cycle, /^script\.self\.0 contains itself/],
])('what would not reach the other process whole is refused: %#', (script, sentence) => {
  expectRefused(() => checkScript(script), sentence);
});
