/**
 * codex-rx: a reactive client of `codex app-server`, for Node and browsers.
 *
 * @packageDocumentation
 */

// Client
export { createCodexClient } from './client/create-codex-client.js';
export type { CodexClient } from './client/codex-client.js';
export type {
  CodexClientOptions,
  ServerRequestHandler,
  ServerRequestHandlers,
} from './client/client-options.js';
export type {
  CodexThread,
  ForkParams,
  ResumeParams,
  ThreadCallOptions,
  ThreadHandle,
  ThreadInfo,
} from './client/codex-thread.js';
export type { CodexTurn, SteerParams } from './client/codex-turn.js';
export type { CallOptions } from './client/core.js';
export type { DebugEvent, DebugHook } from './rpc/debug-hook.js';
export type { ParamsOf, ServerMessage } from './client/hot-streams.js';
export type { ConnectionStatus } from './client/lifecycle.js';
export type { RunOptions } from './client/run-turn.js';
export type { TurnInput } from './client/turn-input.js';
export type { StartOptions, TurnParams } from './client/start-turn.js';
export type { CodexApi } from './client/api.js';
export type { ThreadMethods } from './client/thread-methods.js';
export type { TurnMethods } from './client/turn-methods.js';
export type { WhenBusy } from './client/admit-turn.js';
export type { ClientInfo, ServerInfo } from './rpc/handshake.js';
export type { ServerRequestContext } from './rpc/call-handler.js';

// Account and actions
export type { CodexAccount } from './client/account/account.js';
export type { LoginStep } from './client/account/login.js';
export type { CodexActions } from './client/actions/codex-actions.js';
export type { ExecParams } from './client/actions/exec.js';
export type { ProcessFeed } from './client/actions/feed-process.js';
export type { AgentConfigImport } from './client/actions/import-agent-config.js';
export type { McpEventsParams } from './client/actions/mcp-events.js';
export type { McpLoginStep } from './client/actions/mcp-login.js';
export type {
  ProcessEvent,
  ProcessExit,
  ProcessOutput,
  TerminalSize,
} from './client/actions/process-output.js';
export type { RealtimeEvent, RealtimeParams } from './client/actions/realtime.js';
export type { FileSearchParams, FileSearchResults } from './client/actions/search-files.js';
export type { SpawnParams } from './client/actions/spawn.js';

// Tools, output, input, presets
export { dynamicTool } from './client/tools/dynamic-tool.js';
export type {
  DynamicTool,
  DynamicToolOptions,
  ToolContext,
  ToolFunction,
} from './client/tools/dynamic-tool.js';
export { asText, type ToolOutput } from './client/tools/tool-output.js';
export type { CodecOrFields, DecodedBy } from './protocol/codec-of.js';
export { jsonSchemaOf, type JsonSchema } from './protocol/json-schema-of.js';
export type { OutputSchema } from './client/output-schema.js';
export { approvalPolicy, sandbox, type WorkspaceWriteOptions } from './client/presets.js';
export { userInput } from './client/turn-input.js';

// Approvals
export type { Approval, CommandApproval, FileChangeApproval, PermissionsApproval } from './rpc/approval.js';
export type { SettledBy, Settlement } from './rpc/open-requests.js';
export { displayText, type DisplayText } from './protocol/display-text.js';

// Bounds of the replay
export type { TurnBounds } from './router/turn-registry.js';
export type { ReplayBounds } from './router/event-log.js';

// Operators
export { agentText } from './operators/agent-text.js';
export { coalesce } from './operators/coalesce.js';
export { commandOutput, type CommandOutput } from './operators/command-output.js';
export { completedItems } from './operators/completed-items.js';
export { conflateReplay } from './operators/conflate-replay.js';
export { diff } from './operators/diff.js';
export { fileChanges, type FileChange } from './operators/file-changes.js';
export { ofItem, type ItemNotification, type ItemOf } from './operators/of-item.js';
export { ofMethod } from './operators/of-method.js';
export { plan } from './operators/plan.js';
export { reasoningText } from './operators/reasoning-text.js';
export { reduceEvents, type EventReducer } from './operators/reduce-events.js';
export { retryOnOverload, type RetryOnOverloadOptions } from './operators/retry-on-overload.js';
export { stallsAfter, type StallsAfterOptions } from './operators/stalls-after.js';
export { toAsyncIterable, type ToAsyncIterableOptions } from './operators/to-async-iterable.js';
export { tokenUsage, type TokenUsage } from './operators/token-usage.js';
export { turnItems, type TurnItem } from './operators/turn-items.js';
export { turnResult, type TurnResult } from './operators/turn-result.js';
export { untilTurnCompleted } from './operators/until-turn-completed.js';

// Policies of approvals
export { askPerson, type AskedApproval } from './operators/ask-person.js';
export { decideBy } from './operators/decide-by.js';
export type { Decidable, Decision } from './operators/decidable.js';
export { declineAfter } from './operators/decline-after.js';

// View state
export { kindOf, type ItemKind, type ItemView, type KnownItemType } from './view/item-view.js';
export {
  initialConnectionView,
  threadTree,
  type ConnectionView,
  type Notice,
  type OpenRequestView,
  type ThreadTree,
} from './view/connection-view.js';
export { reduceConnection, type ConnectionInput } from './view/reduce-connection.js';
export { reduceThread } from './view/reduce-thread.js';
export {
  initialThreadView,
  isActive,
  type AppliedSettings,
  type McpServerView,
  type ThreadView,
} from './view/thread-view.js';
export { reduceTurn } from './view/reduce-turn.js';
export { initialTurnView, turnText, type AutoApprovalReview, type TurnView } from './view/turn-view.js';
export type { CappedText } from './protocol/capped-text.js';

// Transports
export { inMemoryTransport } from './transport/in-memory-transport.js';
export type {
  InMemoryServer,
  InMemoryTransport,
  InMemoryTransportOptions,
} from './transport/in-memory-transport.js';
export type { Connection, ConnectionInfo, Transport } from './transport/transport.js';

// Messages
export type {
  NotificationMarks,
  NotificationOf,
  ServerNotification,
  ThreadEvent,
  TurnEvent,
  UnknownNotification,
} from './protocol/notification.js';
export type { ServerRequest, ServerRequestOf, UnknownServerRequest } from './protocol/server-request.js';
export { isNotification, isResponse, isServerRequest } from './wire/message.js';
export type { RequestId, ResponseError, ResponseMessage } from './wire/message.js';

// Errors
export { CodexBackpressureError } from './errors/codex-backpressure-error.js';
export { CodexBusyError } from './errors/codex-busy-error.js';
export { CodexBinaryNotFoundError } from './errors/codex-binary-not-found-error.js';
export { CodexClosedError } from './errors/codex-closed-error.js';
export { CodexConfigError } from './errors/codex-config-error.js';
export { CodexDecodeError } from './errors/codex-decode-error.js';
export { CodexEncodeError } from './errors/codex-encode-error.js';
export { CodexError, type CodexErrorOptions } from './errors/codex-error.js';
export { CodexLoginError } from './errors/codex-login-error.js';
export { CodexOptionsError } from './errors/codex-options-error.js';
export { CodexOutputError } from './errors/codex-output-error.js';
export { CodexOverflowError } from './errors/codex-overflow-error.js';
export { CodexProcessError, type ProcessEnd } from './errors/codex-process-error.js';
export { CodexProtocolError } from './errors/codex-protocol-error.js';
export { CodexRequestError } from './errors/codex-request-error.js';
export { CodexStalledError } from './errors/codex-stalled-error.js';
export { CodexTimeoutError } from './errors/codex-timeout-error.js';
export { CodexTransportError, type CodexTransportErrorOptions } from './errors/codex-transport-error.js';
export { CodexTurnForgottenError } from './errors/codex-turn-forgotten-error.js';
export type { Diagnostic, DiagnosticKind } from './errors/diagnostic.js';
export { isCodexError } from './errors/is-codex-error.js';
export { isOverloaded } from './errors/is-overloaded.js';
export type { Outcome } from './errors/outcome.js';
