import { CodexOptionsError } from '../../errors/codex-options-error.js';
import { command } from './command.js';
import type { ToolCallStep } from './model-step.js';
import type { ToolCallOptions } from './tool-call.js';

/** How a patch is applied. */
export type ApplyPatchOptions = Pick<ToolCallOptions, 'id'>;

/**
 * A step in which the model changes files, in codex's patch format.
 *
 * Codex gives models it does not know no patch tool; it recognises a command that pipes a patch to `apply_patch`, and
 * makes a `fileChange` item of it. Whether it asks for approval depends on the sandbox of the turn.
 *
 * @param patch from `*** Begin Patch` to `*** End Patch`
 * @throws CodexOptionsError if the patch lacks its first or last line
 */
export const applyPatch = (patch: string, options: ApplyPatchOptions = {}): ToolCallStep => {
  const lines = patch.trim();
  if (!lines.startsWith('*** Begin Patch\n') || !lines.endsWith('\n*** End Patch')) {
    throw new CodexOptionsError(
      'applyPatch(): the patch must begin with the line "*** Begin Patch" and end with the line "*** End Patch".',
    );
  }
  return command(`apply_patch <<'${delimiter(lines)}'\n${lines}\n${delimiter(lines)}\n`, options);
};

/** A here-document ends at its delimiter, which must therefore not be a line of the patch. */
const delimiter = (lines: string): string => {
  let word = 'EOF';
  while (lines.split('\n').includes(word)) word += '_';
  return word;
};
