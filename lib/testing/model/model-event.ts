import type { EventStep } from './model-step.js';

/**
 * A step that streams one event exactly as it is given, for whatever the other steps do not cover.
 *
 * @param event an event with its `type`; a string is written into the stream untouched, even if it is no event
 */
export const modelEvent = (event: Readonly<Record<string, unknown>> | string): EventStep => ({
  type: 'event',
  event,
});
