import type { Protocol } from '../model/protocol.js';
import { codecFile, dataFile, interfaceFile, paramsCodec, paramsType } from './side.js';
import type { GeneratedFile } from './source.js';
import { literalText } from './tables.js';

const TRAITS = `/** What a client may do with a request. */
export interface ClientRequestTraits {
  readonly stability: 'stable' | 'experimental';
  /** \`read\`: no effect, safe to send again. \`write\`: has an effect. \`long\`: answers only when something ends. */
  readonly kind: 'read' | 'write' | 'long';
  /** \`bypass\`: sent ahead of the queue. \`unslotted\`: holds no slot of the window while it is unanswered. */
  readonly window?: 'bypass' | 'unslotted';
  /** The fields of the params that must name a thread and a turn. */
  readonly scope?: { readonly thread?: 'threadId'; readonly turn?: 'turnId' | 'expectedTurnId' };
}
`;

const NOTIFICATION_SCOPE = `/** What a server notification belongs to, and where in its params the ids are. */
export interface ServerNotificationScope {
  /** \`turn\` and \`thread\` where the id is always there; \`connection\` for what this connection opened. */
  readonly kind: 'turn' | 'thread' | 'global' | 'connection';
  readonly stability: 'stable' | 'experimental';
  readonly thread?: 'threadId' | 'thread.id';
  readonly turn?: 'turnId' | 'turn.id';
  readonly item?: 'itemId' | 'item.id';
  /** Whether the first sight of a turn id in it means that the turn runs. */
  readonly opens?: true;
  /** On a text delta: the fields that two adjacent ones must share to be joined into one. */
  readonly delta?: readonly string[];
}
`;

const REQUEST_SCOPE = `/** What a server request belongs to, and where in its params the ids are. */
export interface ServerRequestScope {
  /** \`turn\` and \`thread\` where the id is always there. */
  readonly kind: 'turn' | 'thread' | 'global';
  readonly stability: 'stable' | 'experimental';
  readonly thread?: 'threadId' | 'conversationId';
  readonly turn?: 'turnId';
  readonly item?: 'itemId' | 'callId';
}
`;

const clientRequestFiles = (protocol: Protocol): readonly GeneratedFile[] => {
  const side = {
    protocol,
    methods: protocol.clientRequests,
    file: 'client-request',
    map: 'ClientRequests',
    method: 'ClientRequestMethod',
  };
  const params = { suffix: 'params', name: 'clientRequestParams', member: 'params' };
  const results = { suffix: 'results', name: 'clientRequestResults', member: 'result' };
  const traits = { suffix: 'traits', name: 'clientRequestTraits', row: 'ClientRequestTraits' };
  return [
    interfaceFile(
      side,
      { map: 'Every request a client can make, by method.', method: 'A method that a client can call.' },
      (method) => `{ readonly params: ${paramsType(method)}; readonly result: ${method.result} }`,
    ),
    codecFile(side, { ...params, doc: "The codec of each client request's params." }, paramsCodec),
    codecFile(
      side,
      { ...results, doc: "The codec of each client request's result." },
      ({ result }) => result,
    ),
    dataFile(side, { ...traits, doc: 'What a client may do with each request.' }, TRAITS, (method) =>
      literalText(method.traits),
    ),
  ];
};

const serverRequestFiles = (protocol: Protocol): readonly GeneratedFile[] => {
  const side = {
    protocol,
    methods: protocol.serverRequests,
    file: 'server-request',
    map: 'ServerRequests',
    method: 'ServerRequestMethod',
  };
  const params = { suffix: 'params', name: 'serverRequestParams', member: 'params' };
  const responses = { suffix: 'responses', name: 'serverRequestResponses', member: 'response' };
  const scopes = { suffix: 'scopes', name: 'serverRequestScopes', row: 'ServerRequestScope' };
  return [
    interfaceFile(
      side,
      { map: 'Every request the server can make, by method.', method: 'A method that the server can call.' },
      (method) => `{ readonly params: ${paramsType(method)}; readonly response: ${method.result} }`,
    ),
    codecFile(side, { ...params, doc: "The codec of each server request's params." }, paramsCodec),
    codecFile(
      side,
      { ...responses, doc: 'The codec of the answer to each server request.' },
      ({ result }) => result,
    ),
    dataFile(side, { ...scopes, doc: 'What each server request belongs to.' }, REQUEST_SCOPE, (method) =>
      literalText(method.scope),
    ),
  ];
};

const serverNotificationFiles = (protocol: Protocol): readonly GeneratedFile[] => {
  const side = {
    protocol,
    methods: protocol.serverNotifications,
    file: 'server-notification',
    map: 'ServerNotifications',
    method: 'ServerNotificationMethod',
  };
  const params = { suffix: 'params', name: 'serverNotificationParams' };
  const scopes = { suffix: 'scopes', name: 'serverNotificationScopes', row: 'ServerNotificationScope' };
  return [
    interfaceFile(
      side,
      {
        map: 'The params of every notification the server sends, by method.',
        method: 'A method of a notification from the server.',
      },
      paramsType,
    ),
    codecFile(side, { ...params, doc: "The codec of each server notification's params." }, paramsCodec),
    dataFile(
      side,
      { ...scopes, doc: 'What each server notification belongs to.' },
      NOTIFICATION_SCOPE,
      (method) => literalText(method.scope),
    ),
  ];
};

const clientNotificationFile = (protocol: Protocol): GeneratedFile =>
  interfaceFile(
    {
      protocol,
      methods: protocol.clientNotifications,
      file: 'client-notification',
      map: 'ClientNotifications',
      method: 'ClientNotificationMethod',
    },
    {
      map: 'The params of every notification a client can send, by method.',
      method: 'A method of a notification that a client can send.',
    },
    paramsType,
  );

/** Renders the files that map methods to types, codecs, scopes and traits. */
export const renderMethods = (protocol: Protocol): readonly GeneratedFile[] => [
  ...clientRequestFiles(protocol),
  clientNotificationFile(protocol),
  ...serverNotificationFiles(protocol),
  ...serverRequestFiles(protocol),
];
