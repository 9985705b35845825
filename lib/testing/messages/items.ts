/** How far an item is. Commands and file changes have more to say about their end than the others. */
export type ItemStatus = 'inProgress' | 'completed' | 'failed' | 'declined';

/** An item in which the user speaks. */
export const userMessageItem = (id: string, text: string) => ({
  type: 'userMessage' as const,
  id,
  clientId: null,
  content: [{ type: 'text' as const, text, text_elements: [] }],
});

/** An item in which the agent speaks. Its text is empty when it starts. */
export const agentMessageItem = (id: string, text = '') => ({
  type: 'agentMessage' as const,
  id,
  text,
  phase: null,
  memoryCitation: null,
});

/** An item in which the agent thinks. Both lists are empty when it starts. */
export const reasoningItem = (id: string, summary: string[] = [], content: string[] = []) => ({
  type: 'reasoning' as const,
  id,
  summary,
  content,
});

/** What may be said of a command besides what it is. */
export interface CommandItemFields {
  /** Default: `inProgress`. */
  readonly status?: ItemStatus;
  /** Default: null, as while it runs. */
  readonly aggregatedOutput?: string | null;
  /** Default: null, as while it runs. */
  readonly exitCode?: number | null;
  /** Default: `/project`. */
  readonly cwd?: string;
}

/** An item that runs a command. */
export const commandItem = (id: string, command: string, fields: CommandItemFields = {}) => ({
  type: 'commandExecution' as const,
  id,
  command,
  cwd: fields.cwd ?? '/project',
  processId: null,
  source: 'agent' as const,
  status: fields.status ?? 'inProgress',
  commandActions: [{ type: 'unknown' as const, command }],
  aggregatedOutput: fields.aggregatedOutput ?? null,
  exitCode: fields.exitCode ?? null,
  durationMs: null,
});

/** An item that adds one file. */
export const fileChangeItem = (
  id: string,
  path: string,
  text: string,
  status: ItemStatus = 'inProgress',
) => ({
  type: 'fileChange' as const,
  id,
  changes: [{ path, kind: { type: 'add' as const }, diff: text }],
  status,
});
