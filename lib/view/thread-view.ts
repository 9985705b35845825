import type {
  Thread,
  ThreadGoal,
  ThreadPredictionResult,
  ThreadReadState,
  ThreadSettings,
  ThreadStatus,
  ThreadTokenUsage,
} from '../protocol/generated/definitions.js';
import type { NotificationOf } from '../protocol/notification.js';
import type { TurnView } from './turn-view.js';

/** What the server really applied to a thread. */
export type AppliedSettings = Pick<
  ThreadSettings,
  'model' | 'modelProvider' | 'cwd' | 'approvalPolicy' | 'sandboxPolicy'
> &
  Partial<ThreadSettings>;

/** How an MCP server of a thread starts. */
export type McpServerView = NotificationOf<'mcpServer/startupStatus/updated'>['params'];

/** Everything that is known of one thread; immutable, and what did not change is the same object as before. */
export interface ThreadView {
  readonly id: string;
  /** The thread whose agent spawned the agent of this one; null for none, or none that is known. */
  readonly parentThreadId: string | null;
  /** As the server last described it; null while it did not. */
  readonly info: Thread | null;
  readonly name: string | null;
  /** Null while it is not known. */
  readonly status: ThreadStatus | null;
  readonly settings: AppliedSettings | null;
  readonly readState: ThreadReadState | null;
  readonly goal: ThreadGoal | null;
  readonly prediction: ThreadPredictionResult | null;
  readonly sectionId: string | null;
  readonly projectId: string | null;
  readonly archived: boolean;
  readonly deleted: boolean;
  readonly closed: boolean;
  /** The usage last reported, also of turns that are no longer here. */
  readonly usage: ThreadTokenUsage | null;
  /** Environments by id, and whether each is connected. */
  readonly environments: readonly { readonly environmentId: string; readonly connected: boolean }[];
  readonly mcpServers: readonly McpServerView[];
  /** The newest 20 warnings. */
  readonly warnings: readonly string[];
  /** How often the server said that these changed; they are read with the methods of the thread. */
  readonly changes: { readonly queue: number; readonly attachments: number; readonly history: number };
  /** The turn that runs, as far as is known. */
  readonly activeTurnId: string | null;
  /** The newest 50 turns, in the order in which they were first seen; those that run before those that have ended. */
  readonly turns: readonly TurnView[];
  /** The ids of turns that have ended and are no longer in the list, the newest 1,000: late events change nothing. */
  readonly forgottenTurnIds: readonly string[];
}

/** How many turns a thread keeps in its view; the oldest go first, and a turn alone is followed by its handle. */
export const keptTurns = 50;

/** A thread of which nothing is known yet. */
export const initialThreadView = (id: string): ThreadView => ({
  id,
  parentThreadId: null,
  info: null,
  name: null,
  status: null,
  settings: null,
  readState: null,
  goal: null,
  prediction: null,
  sectionId: null,
  projectId: null,
  archived: false,
  deleted: false,
  closed: false,
  usage: null,
  environments: [],
  mcpServers: [],
  warnings: [],
  changes: { queue: 0, attachments: 0, history: 0 },
  activeTurnId: null,
  turns: [],
  forgottenTurnIds: [],
});

/** Whether something runs on a thread, or waits for a person. */
export const isActive = ({ activeTurnId, status }: Pick<ThreadView, 'activeTurnId' | 'status'>): boolean =>
  activeTurnId !== null || status?.type === 'active';
