import { applyPatch } from '../../../lib/testing/model/apply-patch.js';
import { expectRefused } from '../support/refusals.js';

test('a patch goes into a here-document that no line of it can end', () => {
  const patch = '*** Begin Patch\n*** Add File: a\n+x\nEOF\nEOF_\n*** End Patch';
  const step = applyPatch(`${patch}\n`, { id: 'p1' });
  expect(step).toMatchObject({ name: 'exec_command', id: 'p1' });
  expect(step.args).toEqual({ cmd: `apply_patch <<'EOF__'\n${patch}\nEOF__\n` });
});

test.each(['--- a\n+++ b', '*** Begin Patch\n+x', '*** Begin Patches\n*** End Patch'])(
  'what is no patch is refused: %j',
  (patch) => {
    expectRefused(() => applyPatch(patch), /must begin with the line "\*\*\* Begin Patch" and end with/);
  },
);
