import type { AskForApproval, SandboxPolicy } from '../protocol/generated/definitions.js';

/** What `workspaceWrite` may do beside writing to the working directory. */
export interface WorkspaceWriteOptions {
  /** Further folders, as absolute paths. Default: none. */
  readonly writableRoots?: readonly string[];
  /** Whether commands may use the network. Default: false. */
  readonly networkAccess?: boolean;
}

/** What commands may do without being asked about; for the `sandboxPolicy` of a turn. */
export const sandbox = {
  /** Read files, and nothing else. */
  readOnly: (): SandboxPolicy => ({ type: 'readOnly', networkAccess: false }),
  /** Read files, and write in the working directory and the folders that are named. */
  workspaceWrite: ({
    writableRoots = [],
    networkAccess = false,
  }: WorkspaceWriteOptions = {}): SandboxPolicy => ({
    type: 'workspaceWrite',
    writableRoots,
    networkAccess,
    excludeTmpdirEnvVar: false,
    excludeSlashTmp: false,
  }),
  /** Everything that the user can do who runs the server. Dangerous: nothing stands between the model and the machine. */
  fullAccess: (): SandboxPolicy => ({ type: 'dangerFullAccess' }),
} as const;

/** When the agent asks for approval; for the `approvalPolicy` of a thread or a turn. */
export const approvalPolicy = {
  /** Before every command that is not known to be harmless. */
  untrusted: 'untrusted',
  /** When the agent thinks that it needs more than the sandbox gives. */
  onRequest: 'on-request',
  /** Never: what the sandbox does not allow fails. */
  never: 'never',
} as const satisfies Readonly<Record<string, AskForApproval>>;
