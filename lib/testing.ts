/**
 * codex-rx/testing: real turns with no account, no key and no network, and fakes for the rest.
 *
 * @packageDocumentation
 */

// The real codex, isolated
export {
  startScriptedCodex,
  type ScriptedCodex,
  type ScriptedCodexOptions,
} from './testing/home/start-scripted-codex.js';
export { createCodexHome, type CodexHome, type CodexHomeOptions } from './testing/home/create-codex-home.js';
export type { ModelRetries } from './testing/home/default-config.js';

// The scripted model
export {
  startScriptedModel,
  type ScriptedModel,
  type ScriptedModelOptions,
} from './testing/model/start-scripted-model.js';
export type { ModelRule, ModelScript, ModelScriptFunction } from './testing/model/model-script.js';
export type {
  ModelRequest,
  ResponsesBody,
  ResponsesItem,
  ResponsesTool,
  ToolOutput,
} from './testing/model/model-request.js';
export type * from './testing/model/model-step.js';

// What the scripted model does
export { applyPatch, type ApplyPatchOptions } from './testing/model/apply-patch.js';
export { attempts } from './testing/model/attempts.js';
export type { ChunkedText } from './testing/model/chunks.js';
export { command, type CommandOptions } from './testing/model/command.js';
export { delay } from './testing/model/delay.js';
export { fail } from './testing/model/fail.js';
export { createGate, gate, type Gate } from './testing/model/gate.js';
export { modelEvent } from './testing/model/model-event.js';
export { plan, type PlanEntry, type PlanOptions } from './testing/model/plan.js';
export { reasoning, type ReasoningOptions } from './testing/model/reasoning.js';
export { text, type TextOptions } from './testing/model/text.js';
export { toolCall, type ToolCallOptions } from './testing/model/tool-call.js';
export { usage } from './testing/model/usage.js';
