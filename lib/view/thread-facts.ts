import type { ServerNotification } from '../protocol/notification.js';
import { putBy } from './put-by.js';
import type { ThreadView } from './thread-view.js';

/** How many warnings a thread keeps. */
const keptWarnings = 20;

/** Takes note of what a notification says of the thread itself. */
export const withThreadFacts = (view: ThreadView, event: ServerNotification): ThreadView => {
  switch (event.method) {
    case 'thread/started': {
      const { thread } = event.params;
      const parentThreadId = thread.parentThreadId ?? view.parentThreadId;
      return { ...view, info: thread, name: thread.name ?? view.name, status: thread.status, parentThreadId };
    }
    case 'thread/status/changed':
      return { ...view, status: event.params.status };
    case 'thread/name/updated':
      return { ...view, name: event.params.threadName ?? null };
    case 'thread/readState/changed':
      return { ...view, readState: event.params.readState };
    case 'thread/settings/updated':
      return { ...view, settings: event.params.threadSettings };
    case 'thread/goal/updated':
      return { ...view, goal: event.params.goal };
    case 'thread/goal/cleared':
      return { ...view, goal: null };
    case 'thread/prediction/updated':
      return { ...view, prediction: event.params.result };
    case 'thread/section/changed':
      return { ...view, sectionId: event.params.sectionId };
    case 'thread/project/updated':
      return { ...view, projectId: event.params.projectId };
    case 'thread/archived':
      return { ...view, archived: true };
    case 'thread/unarchived':
      return { ...view, archived: false };
    case 'thread/deleted':
      return { ...view, deleted: true };
    case 'thread/closed':
      return { ...view, closed: true };
    case 'thread/tokenUsage/updated':
      return { ...view, usage: event.params.tokenUsage };
    case 'thread/environment/connected':
    case 'thread/environment/disconnected': {
      const { environmentId } = event.params;
      const connected = event.method === 'thread/environment/connected';
      return {
        ...view,
        environments: putBy(view.environments, { environmentId, connected }, (one) => one.environmentId),
      };
    }
    case 'mcpServer/startupStatus/updated':
      return { ...view, mcpServers: putBy(view.mcpServers, event.params, ({ name }) => name) };
    case 'warning':
    case 'guardianWarning':
      return { ...view, warnings: [...view.warnings, event.params.message].slice(-keptWarnings) };
    case 'thread/queue/changed':
      return withChange(view, 'queue');
    case 'thread/attachment/updated':
      return withChange(view, 'attachments');
    case 'thread/reverted':
      return withChange(view, 'history');
    default:
      return view;
  }
};

const withChange = (view: ThreadView, what: keyof ThreadView['changes']): ThreadView => ({
  ...view,
  changes: { ...view.changes, [what]: view.changes[what] + 1 },
});
