import type { RateLimitSnapshot } from '../protocol/generated/definitions.js';
import { mergeRateLimit } from '../protocol/merge-rate-limits.js';
import type { ServerNotification } from '../protocol/notification.js';
import { putBy } from './put-by.js';
import type { ConnectionView, Notice } from './connection-view.js';

/** How many notices are kept. */
const keptNotices = 50;

/** Takes note of what a notification says of the connection itself. */
export const withConnectionFacts = (view: ConnectionView, event: ServerNotification): ConnectionView => {
  switch (event.method) {
    case 'account/updated':
      return { ...view, account: event.params };
    case 'account/rateLimits/updated':
      return withRateLimit(view, event.params.rateLimits);
    case 'account/gatewayOAuth/changed':
      return { ...view, gatewayOAuth: event.params };
    case 'app/list/updated':
      return { ...view, apps: event.params.data };
    case 'remoteControl/status/changed':
      return { ...view, remoteControl: event.params };
    case 'skills/changed':
      return { ...view, changes: { ...view.changes, skills: view.changes.skills + 1 } };
    case 'project/changed':
      return { ...view, changes: { ...view.changes, projects: view.changes.projects + 1 } };
    case 'mcpServer/startupStatus/updated':
      return { ...view, mcpServers: putBy(view.mcpServers, event.params, ({ name }) => name) };
    case 'configWarning':
      return withNotice(view, { kind: 'config', notice: event.params });
    case 'deprecationNotice':
      return withNotice(view, { kind: 'deprecation', notice: event.params });
    case 'windows/worldWritableWarning':
      return withNotice(view, { kind: 'worldWritable', notice: event.params });
    case 'warning':
      return withNotice(view, { kind: 'warning', notice: event.params });
    default:
      return view;
  }
};

const withRateLimit = (view: ConnectionView, update: RateLimitSnapshot): ConnectionView => {
  const rateLimits = mergeRateLimit(view.rateLimits, update);
  return rateLimits === view.rateLimits ? view : { ...view, rateLimits };
};

const withNotice = (view: ConnectionView, notice: Notice): ConnectionView => ({
  ...view,
  notices: [...view.notices, notice].slice(-keptNotices),
});
