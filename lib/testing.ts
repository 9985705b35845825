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
export type {
  AttemptsStep,
  DelayStep,
  EventStep,
  FailStep,
  ModelFailure,
  ModelReply,
  ModelStep,
  ModelUsage,
  ReasoningStep,
  TextStep,
  ToolCallStep,
  UsageStep,
} from './testing/model/model-step.js';

// What the scripted model does
export { applyPatch, type ApplyPatchOptions } from './testing/model/apply-patch.js';
export { attempts } from './testing/model/attempts.js';
export type { ChunkedText } from './testing/model/chunks.js';
export { command, type CommandOptions } from './testing/model/command.js';
export { delay } from './testing/model/delay.js';
export { fail } from './testing/model/fail.js';
export { createGate, gate, type Gate, type GateStep } from './testing/model/gate.js';
export { modelEvent } from './testing/model/model-event.js';
export { plan, type PlanEntry, type PlanOptions } from './testing/model/plan.js';
export { reasoning, type ReasoningOptions } from './testing/model/reasoning.js';
export { text, type TextOptions } from './testing/model/text.js';
export { toolCall, type ToolCallOptions } from './testing/model/tool-call.js';
export { usage } from './testing/model/usage.js';

// The fake app-server
export {
  fakeAppServer,
  type FakeAppServer,
  type FakeAppServerOptions,
  type FakeRecord,
} from './testing/fake/fake-app-server.js';
export type {
  AskStep,
  ByCallStep,
  CancelTurnStep,
  ChooseStep,
  ExitStep,
  FakeScript,
  FakeStep,
  GrandchildStep,
  RawStep,
  ReadingStep,
  RepeatStep,
  SendPartStep,
  SendStep,
  WaitForStep,
} from './testing/fake/fake-step.js';

// What the fake app-server does
export {
  ask,
  byCall,
  cancelTurn,
  choose,
  die,
  exit,
  grandchild,
  raw,
  reply,
  replyError,
  resumeReading,
  send,
  sendPart,
  sendTogether,
  stderr,
  stopReading,
  times,
  waitFor,
  type AskOptions,
} from './testing/fake/fake-steps.js';
export { turnSaying } from './testing/fake/default-handlers.js';

// Messages as the server writes them
export {
  agentMessageItem,
  commandItem,
  fileChangeItem,
  reasoningItem,
  userMessageItem,
  type CommandItemFields,
  type ItemStatus,
} from './testing/messages/items.js';
export {
  agentMessageDelta,
  commandOutputDelta,
  itemCompleted,
  itemStarted,
  reasoningSummaryDelta,
  reasoningTextDelta,
} from './testing/messages/item-messages.js';
export { initializeResult, threadResult, turnStartResult } from './testing/messages/results.js';
export {
  commandApproval,
  dynamicToolCall,
  elicitation,
  fileChangeApproval,
  permissionsApproval,
  userInputRequest,
  type RequestMessage,
} from './testing/messages/server-requests.js';
export {
  configWarning,
  requestResolved,
  threadObject,
  threadStarted,
  threadStatusChanged,
  warning,
} from './testing/messages/thread-messages.js';
export {
  diffUpdated,
  errorNotification,
  planUpdated,
  tokenUsageUpdated,
  turnCompleted,
  turnObject,
  turnStarted,
  type TurnEnd,
  type TurnFailure,
  type TurnStatusName,
} from './testing/messages/turn-messages.js';
export type { NotificationMessage, TurnRef } from './testing/messages/turn-ref.js';

// Marble diagrams
export {
  marbleCodex,
  type MarbleCodex,
  type MarbleCodexOptions,
  type MarbleServer,
  type SentMessage,
} from './testing/marble-codex.js';
export type { MarbleAnswer } from './testing/marble-answers.js';
export type { MarbleMessage } from './testing/marble-text.js';
export { delta, type DeltaRef } from './testing/marble-messages.js';
