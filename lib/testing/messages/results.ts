import { threadObject } from './thread-messages.js';
import { turnObject } from './turn-messages.js';
import type { TurnRef } from './turn-ref.js';

/** The result of `initialize`. The version of the server is in its `userAgent`, and nowhere else. */
export const initializeResult = (version = '0.169.0') => ({
  userAgent: `fake/${version} (Fake OS 1.0; x86_64) dumb (fake; 0)`,
  codexHome: '/fake/codex-home',
  platformFamily: 'unix',
  platformOs: 'linux',
});

/** The result of `thread/start`, `thread/resume` and `thread/fork`. */
export const threadResult = (threadId?: string, cwd = '/project') => ({
  thread: threadObject(threadId, cwd),
  model: 'fake-model',
  modelProvider: 'fake',
  serviceTier: null,
  cwd,
  runtimeWorkspaceRoots: [cwd],
  instructionSources: [],
  approvalPolicy: 'on-request' as const,
  approvalsReviewer: 'user' as const,
  sandbox: { type: 'readOnly' as const, networkAccess: false },
  activePermissionProfile: null,
  reasoningEffort: null,
  multiAgentMode: 'explicitRequestOnly' as const,
});

/** The result of `turn/start`. */
export const turnStartResult = (ref: TurnRef = {}) => ({
  turn: { ...turnObject('inProgress', ref), startedAt: null },
});
