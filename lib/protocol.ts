/**
 * codex-rx/protocol: every codec, type and table, generated from the schema of the codex binary.
 *
 * @packageDocumentation
 */

// Definitions: an interface or type and an io-ts codec of the same name for each
export * from './protocol/generated/definitions.js';

// Client requests
export type { ClientRequestMethod, ClientRequests } from './protocol/generated/client-requests.js';
export { clientRequestParams } from './protocol/generated/client-request-params.js';
export { clientRequestResults } from './protocol/generated/client-request-results.js';
export { clientRequestTraits, type ClientRequestTraits } from './protocol/generated/client-request-traits.js';

// Server notifications
export type {
  ServerNotificationMethod,
  ServerNotifications,
} from './protocol/generated/server-notifications.js';
export { serverNotificationParams } from './protocol/generated/server-notification-params.js';
export {
  serverNotificationScopes,
  type ServerNotificationScope,
} from './protocol/generated/server-notification-scopes.js';

// Server requests
export type { ServerRequestMethod, ServerRequests } from './protocol/generated/server-requests.js';
export { serverRequestParams } from './protocol/generated/server-request-params.js';
export { serverRequestResponses } from './protocol/generated/server-request-responses.js';
export { serverRequestScopes, type ServerRequestScope } from './protocol/generated/server-request-scopes.js';

// Client notifications
export type {
  ClientNotificationMethod,
  ClientNotifications,
} from './protocol/generated/client-notifications.js';

// The open world
export type { Codec } from './protocol/codec.js';
export type { EmptyParams, Unrecognized, UnrecognizedObject } from './protocol/runtime.js';
export { renderErrors } from './protocol/describe-errors.js';

// What they were generated from
export { generatedCodexVersion, schemaHash } from './protocol/generated/version.js';
