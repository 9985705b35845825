import { ownField } from '../protocol/own-field.js';

/** The requests that somebody can consent to. */
const approvalMethods: ReadonlySet<string> = new Set([
  'item/commandExecution/requestApproval',
  'item/fileChange/requestApproval',
  'item/permissions/requestApproval',
  'applyPatchApproval',
  'execCommandApproval',
]);

/** What a command approval may be about: a command to run, input for one that runs, a command of the user's. */
const commandKinds: readonly unknown[] = ['command', 'writeStdin', 'humanCommand', undefined];

/**
 * Whether a server request says clearly enough what it asks: nobody can consent to what fails its codec, or to a kind
 * of command approval that this version does not know. What is no approval is always understood.
 */
export const isUnderstood = (method: string, params: unknown, invalid: true | undefined): boolean => {
  if (!approvalMethods.has(method)) return true;
  if (invalid) return false;
  const isCommand = method === 'item/commandExecution/requestApproval';
  return !isCommand || commandKinds.includes(ownField(params, 'kind'));
};
