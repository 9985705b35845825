/**
 * The messages as the later stages know them: types alone, so that none of them depends on how lines are read.
 */
export type {
  NotificationMessage,
  RequestId,
  ResponseError,
  ResponseMessage,
  ServerRequestMessage,
} from '../wire/message.js';
