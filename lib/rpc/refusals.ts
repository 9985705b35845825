import type { ResponseError } from '../wire/message.js';

/** What is answered to a server request that nobody consents to. */
export type Refusal = { readonly result: unknown } | { readonly error: ResponseError };

const declined: Refusal = { result: { decision: 'decline' } };
const toolRefusal = (text: string): Refusal => ({
  result: { contentItems: [{ type: 'inputText', text }], success: false },
});
const denied: Refusal = { result: { decision: { denied: { rejection: 'This client does not approve.' } } } };

/**
 * The refusal of each kind of server request, in the words of its own response type.
 *
 * Declining lets the turn go on; cancelling would interrupt it.
 */
const refusals: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ['item/commandExecution/requestApproval', declined],
  ['item/fileChange/requestApproval', declined],
  ['item/permissions/requestApproval', { result: { permissions: {}, scope: 'turn' } }],
  ['item/tool/requestUserInput', { result: { answers: {} } }],
  ['mcpServer/elicitation/request', { result: { action: 'decline', content: null } }],
  ['item/tool/call', toolRefusal('This client has no such tool.')],
  ['applyPatchApproval', denied],
  ['execCommandApproval', denied],
]);

/** Where a failure is said in other words than a refusal. */
const failures: ReadonlyMap<string, Refusal> = new Map([['item/tool/call', toolRefusal('The tool failed.')]]);

/** The refusal of a server request that nobody handles: -32601 where its response type has no way to say no. */
export const refusalOf = (method: string): Refusal =>
  refusals.get(method) ?? { error: { code: -32601, message: `This client does not handle ${method}.` } };

/** The refusal of a server request whose handler failed: -32603 where its response type has no way to say no. */
export const failureOf = (method: string): Refusal =>
  failures.get(method) ??
  refusals.get(method) ?? { error: { code: -32603, message: `The handler of ${method} failed.` } };
