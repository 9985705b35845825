import type { Overrides } from './types.js';

const mcpConstant = {
  value: true,
  reason:
    'A constant of the MCP specification; the members of McpElicitationPrimitiveSchema are told apart by it.',
} as const;

const misspelt = {
  value: true,
  reason:
    'The server renames the fields of all variants at once (serde rename_all_fields), which its JSON schema overlooks; the TypeScript output has the spelling of the wire.',
} as const;

const noName = (value: string) => ({
  value,
  reason: 'Neither the params nor the method is named after the result.',
});

const byHandle = (handle: string) => ({
  value: true as const,
  reason: `Belongs to what this connection opened under its ${handle}.`,
});

/** The exceptions: few, each with its reason. One that is not needed stops the generator. */
export const exceptions: Omit<Overrides, 'requests' | 'names'> = {
  results: {
    'account/gatewayOAuth/cancel': noName('GatewayOAuthCancelResponse'),
    'account/logout': noName('LogoutAccountResponse'),
    'account/workspaceMessages/read': noName('GetWorkspaceMessagesResponse'),
    'account/usage/read': {
      value: 'GetAccountTokenUsageResponse',
      reason: 'Its params had no name of their own in 0.140.',
      older: true,
    },
    'accountSession/list': noName('AccountSessionsResponse'),
    'config/batchWrite': noName('ConfigWriteResponse'),
    'config/mcpServer/reload': noName('McpServerRefreshResponse'),
    'config/value/write': noName('ConfigWriteResponse'),
    'externalAgentConfig/import/readHistories': noName('ExternalAgentConfigImportHistoriesReadResponse'),
  },
  connection: {
    'command/exec/outputDelta': byHandle('processId'),
    'fs/changed': byHandle('watchId'),
    'fuzzyFileSearch/sessionCompleted': byHandle('sessionId'),
    'fuzzyFileSearch/sessionUpdated': byHandle('sessionId'),
    'mcpServer/event/stream/notification': byHandle('stream id'),
    'process/exited': byHandle('processHandle'),
    'process/outputDelta': byHandle('processHandle'),
  },
  requestTurns: {
    'thread/sample': { value: 'expectedTurnId', reason: 'Names the turn it samples.' },
    'turn/steer': { value: 'expectedTurnId', reason: 'Names the running turn it adds to.' },
  },
  closedEnums: {
    McpElicitationArrayType: mcpConstant,
    McpElicitationBooleanType: mcpConstant,
    McpElicitationNumberType: mcpConstant,
    McpElicitationObjectType: mcpConstant,
    McpElicitationStringType: mcpConstant,
  },
  shared: {
    ThreadItem: {
      value: 'id',
      reason: 'Whoever keeps items keeps them by id; every variant of every version has it.',
    },
  },
  variantNames: {
    'McpServerElicitationRequestParams.openaiForm': {
      value: 'CamelCaseOpenaiFormMcpServerElicitationRequestParams',
      reason: 'Differs from the mode "openai/form" in spelling alone.',
    },
  },
  aliases: {
    WebSearchAction: {
      value: 'ResponsesApiWebSearchAction',
      reason: 'The JSON schema names the Responses API type so; v2/WebSearchAction is another one.',
    },
  },
  camelCase: {
    AccountSessionsSwitchResponse: misspelt,
    ThreadRealtimeItem: misspelt,
    ThreadTimelineEntry: misspelt,
  },
  rest: {
    AppsConfig: {
      value: 'AppConfig',
      reason: 'Settings per app are flattened into it; only the TypeScript output says so.',
    },
    AppToolsConfig: {
      value: 'AppToolConfig',
      reason: 'Settings per tool are flattened into it; see AppsConfig.',
    },
    AppLinksConfig: {
      value: 'AppLinkConfig',
      reason: 'Settings per link are flattened into it; see AppsConfig.',
    },
  },
};
