import type { Observable } from 'rxjs';
import type {
  McpServerEventNotification,
  McpServerEventStreamStartParams,
} from '../../protocol/generated/definitions.js';
import type { ClientCore } from '../core.js';
import { follow, sendAndForget, type FollowSink } from './follow.js';

/** Which events of which MCP server. */
export type McpEventsParams = Omit<McpServerEventStreamStartParams, 'subscriptionId'>;

/**
 * Cold: follows the events of an MCP server (`mcpServer/event/stream/start`) as they come
 * (`mcpServer/event/stream/notification`). Unsubscribing ends that (`mcpServer/event/stream/stop`). Never completes
 * by itself.
 *
 * @param subscriptionId names the stream on this connection
 */
export const mcpEvents = (
  core: ClientCore,
  subscriptionId: string,
  params: McpEventsParams,
): Observable<McpServerEventNotification> =>
  follow(core, {
    start: (options) => core.request('mcpServer/event/stream/start', { ...params, subscriptionId }, options),
    events$: core.on('mcpServer/event/stream/notification'),
    answered: () => undefined,
    happened: (event, _, sink: FollowSink<McpServerEventNotification>) => {
      if (event.subscriptionId === subscriptionId) sink.next(event.notification);
    },
    stop: () => {
      sendAndForget(core.request('mcpServer/event/stream/stop', { subscriptionId }));
      return true;
    },
  });
