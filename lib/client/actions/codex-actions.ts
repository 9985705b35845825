import type { Observable } from 'rxjs';
import type {
  AppInfo,
  ExternalAgentConfigImportParams,
  McpServerEventNotification,
  McpServerOauthLoginParams,
  Model,
  ModelListParams,
  Project,
  RemoteControlStatusReadResponse,
  SkillsListEntry,
  ThreadSearchParams,
  ThreadSearchResult,
  WindowsSandboxSetupCompletedNotification,
  WindowsSandboxSetupStartParams,
} from '../../protocol/generated/definitions.js';
import type { CallOptions } from '../core.js';
import type { ExecParams } from './exec.js';
import type { AgentConfigImport } from './import-agent-config.js';
import type { McpEventsParams } from './mcp-events.js';
import type { McpLoginStep } from './mcp-login.js';
import type { ProcessEvent } from './process-output.js';
import type { FileSearchParams, FileSearchResults } from './search-files.js';
import type { SpawnParams } from './spawn.js';

/**
 * What a client can have done that takes time: each is cold, begins with its subscription, and is ended on the server
 * when it is unsubscribed. Each errors as its request does, and with the loss when the connection ends meanwhile.
 */
export interface CodexActions {
  /** Runs a command in the server's sandbox, without a thread (`command/exec`): its output, then its exit. */
  exec(params: ExecParams): Observable<ProcessEvent>;
  /** Runs a process on the server's machine, outside of any sandbox (`process/spawn`): its output, then its exit. */
  spawn(params: SpawnParams): Observable<ProcessEvent>;
  /** Watches a file or a folder (`fs/watch`): the paths that changed, together. */
  watch(path: string): Observable<readonly string[]>;
  /** Searches files by parts of their names, as somebody types (`fuzzyFileSearch/sessionStart`). */
  searchFiles(params: FileSearchParams): Observable<FileSearchResults>;
  /** Follows the events of an MCP server (`mcpServer/event/stream/start`). */
  mcpEvents(params: McpEventsParams): Observable<McpServerEventNotification>;
  /** Logs in to an MCP server (`mcpServer/oauth/login`): where to go, then that it is done. */
  mcpLogin(params: McpServerOauthLoginParams): Observable<McpLoginStep>;
  /** Imports the configuration of another agent (`externalAgentConfig/import`): how far it is. */
  importAgentConfig(params: ExternalAgentConfigImportParams): Observable<AgentConfigImport>;
  /** Sets up the sandbox of a server on Windows (`windowsSandbox/setupStart`): emits once when it is done. */
  setupWindowsSandbox(
    params: WindowsSandboxSetupStartParams,
  ): Observable<WindowsSandboxSetupCompletedNotification>;
  /** The models, one after another (`model/list`); a page is read when it is needed. */
  listModels(params?: Omit<ModelListParams, 'cursor'>, options?: CallOptions): Observable<Model>;
  /**
   * The recorded threads that a text is found in, one after another (`thread/search`), newest first unless `sortKey`
   * and `sortDirection` say otherwise; a page is read when it is needed.
   *
   * By `created_at`, the default, the server leaves out those made in the second in which a page ends; by `updated_at`
   * it counts in milliseconds.
   */
  searchThreads(
    params: Omit<ThreadSearchParams, 'cursor'>,
    options?: CallOptions,
  ): Observable<ThreadSearchResult>;
  /** The skills, read anew whenever they change (`skills/list`, `skills/changed`). */
  readonly skills$: Observable<readonly SkillsListEntry[]>;
  /** The apps, then as they change (`app/list`, `app/list/updated`). */
  readonly apps$: Observable<readonly AppInfo[]>;
  /** The projects, read anew whenever they change (`project/list`, `project/changed`). */
  readonly projects$: Observable<readonly Project[]>;
  /** How remote control stands, then as it changes (`remoteControl/status/read`, `remoteControl/status/changed`). */
  readonly remoteControl$: Observable<RemoteControlStatusReadResponse>;
}
