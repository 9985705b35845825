import { messageTime } from './turn-ref.js';

/** A thread, as it is inside other messages. */
export const threadObject = (threadId = '$threadId', cwd = '/project') => ({
  id: threadId,
  sessionId: threadId,
  forkedFromId: null,
  parentThreadId: null,
  preview: '',
  ephemeral: false,
  historyMode: 'paginated' as const,
  modelProvider: 'fake',
  projectId: null,
  createdAt: messageTime,
  updatedAt: messageTime,
  status: { type: 'idle' as const },
  path: null,
  cwd,
  cliVersion: '0.169.0',
  source: 'vscode' as const,
  agentNickname: null,
  agentRole: null,
  gitInfo: null,
  name: null,
  turns: [],
});

/** `thread/started`. */
export const threadStarted = (threadId?: string, cwd?: string) => ({
  method: 'thread/started' as const,
  params: { thread: threadObject(threadId, cwd) },
});

/** `thread/status/changed`; a list of flags, empty or not, means that the thread is active. */
export const threadStatusChanged = (
  status: 'idle' | 'systemError' | 'notLoaded' | readonly ('waitingOnApproval' | 'waitingOnUserInput')[],
  threadId = '$threadId',
) => ({
  method: 'thread/status/changed' as const,
  params: {
    threadId,
    status:
      typeof status === 'string' ? { type: status } : { type: 'active' as const, activeFlags: [...status] },
  },
});

/** `serverRequest/resolved`: a request of the server needs no answer any more. */
export const requestResolved = (requestId: number | string, threadId = '$threadId') => ({
  method: 'serverRequest/resolved' as const,
  params: { threadId, requestId },
});

/** `warning`, about a thread or, with null, about the server as a whole. */
export const warning = (message: string, threadId: string | null = '$threadId') => ({
  method: 'warning' as const,
  params: { threadId, message },
});

/** `configWarning`. */
export const configWarning = (summary: string, details: string | null = null) => ({
  method: 'configWarning' as const,
  params: { summary, details },
});
