import { ownField } from '../../protocol/own-field.js';

/** Whether the params of a notification failed their codec: they are marked, or the notification has marked ones. */
export const isInvalid = (event: unknown): boolean =>
  ownField(event, 'invalid') === true || ownField(ownField(event, 'params'), 'invalid') === true;
