import * as t from 'io-ts';
import { CodexOutputError } from '../../lib/errors/codex-output-error';
import { readOutput } from '../../lib/operators/read-output';

const codec = t.type({ ok: t.boolean });

test('what the codec makes of the message is on the right', () => {
  expect(readOutput('{"ok":true}', codec)).toEqual({ _tag: 'Right', right: { ok: true } });
  expect(readOutput('[1]', undefined)).toEqual({ _tag: 'Right', right: [1] });
});

test.each<[string, string | null, RegExp]>([
  ['nothing was said', null, /said nothing/],
  ['it is no JSON', 'Sure! {"ok":', /no JSON/],
  ['it has another shape', '{"ok":"yes"}', /shape[^]*ok is a string, expected boolean/],
])('when %s, why is on the left', (_, text, message) => {
  const output = readOutput(text, codec);
  const error = (output as { readonly left: CodexOutputError }).left;
  expect([output._tag, error]).toEqual(['Left', expect.any(CodexOutputError)]);
  expect(error.message).toMatch(message);
  expect(error.text).toBe(text);
});
