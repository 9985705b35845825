import { defer, type Observable } from 'rxjs';
import type { ClientCore } from '../core.js';
import type { CodexActions } from './codex-actions.js';
import { exec } from './exec.js';
import { importAgentConfig } from './import-agent-config.js';
import { createLists } from './lists.js';
import { mcpEvents } from './mcp-events.js';
import { mcpLogin } from './mcp-login.js';
import { searchFiles } from './search-files.js';
import { setupWindowsSandbox } from './setup-windows-sandbox.js';
import { spawn } from './spawn.js';
import { watch } from './watch.js';

/** Makes the actions of a client. */
export const createActions = (core: ClientCore): CodexActions => {
  let count = 0;
  /** A name of its own for each thing that is begun on the connection. */
  const named = <T>(begin: (name: string) => Observable<T>): Observable<T> =>
    defer(() => begin(`codex-rx-${(count += 1)}`));
  return {
    ...createLists(core),
    exec: (params) => named((name) => exec(core, name, params)),
    spawn: (params) => named((name) => spawn(core, name, params)),
    watch: (path) => named((name) => watch(core, name, path)),
    searchFiles: (params) => named((name) => searchFiles(core, name, params)),
    mcpEvents: (params) => named((name) => mcpEvents(core, name, params)),
    mcpLogin: (params) => defer(() => mcpLogin(core, params)),
    importAgentConfig: (params) => defer(() => importAgentConfig(core, params)),
    setupWindowsSandbox: (params) => setupWindowsSandbox(core, params),
  };
};
