import { messageTime, turnIds, type TurnRef } from './turn-ref.js';

/** A request of the server, without the id that it gets when it is sent. */
export interface RequestMessage<Method extends string, Params> {
  readonly method: Method;
  readonly params: Params;
}

/** `item/commandExecution/requestApproval`: may this command run? */
export const commandApproval = (itemId: string, command: string, ref: TurnRef = {}) => ({
  method: 'item/commandExecution/requestApproval' as const,
  params: {
    kind: 'command' as const,
    ...turnIds(ref),
    itemId,
    startedAtMs: messageTime * 1_000,
    environmentId: 'local',
    reason: null,
    command,
    cwd: '/project',
    commandActions: [{ type: 'unknown' as const, command }],
    availableDecisions: ['accept' as const, 'cancel' as const],
  },
});

/** `item/fileChange/requestApproval`: may the files of this item be changed? */
export const fileChangeApproval = (itemId: string, ref: TurnRef = {}) => ({
  method: 'item/fileChange/requestApproval' as const,
  params: { ...turnIds(ref), itemId, startedAtMs: messageTime * 1_000, reason: null, grantRoot: null },
});

/** `item/tool/call`: a tool of the client is called. */
export const dynamicToolCall = (callId: string, tool: string, args: unknown = {}, ref: TurnRef = {}) => ({
  method: 'item/tool/call' as const,
  params: { ...turnIds(ref), callId, namespace: null, tool, arguments: args },
});

/** `item/tool/requestUserInput`: one question with free-form answers. */
export const userInputRequest = (itemId: string, question: string, ref: TurnRef = {}) => ({
  method: 'item/tool/requestUserInput' as const,
  params: {
    ...turnIds(ref),
    itemId,
    questions: [{ id: 'q1', header: 'Question', question, isOther: true, isSecret: false, options: null }],
    isBlocking: true,
    autoResolutionMs: null,
  },
});

/** `item/permissions/requestApproval`: may the turn use the network from now on? */
export const permissionsApproval = (itemId: string, ref: TurnRef = {}) => ({
  method: 'item/permissions/requestApproval' as const,
  params: {
    ...turnIds(ref),
    itemId,
    environmentId: 'local',
    startedAtMs: messageTime * 1_000,
    cwd: '/project',
    reason: null,
    permissions: { network: { enabled: true }, fileSystem: null },
  },
});

/** `mcpServer/elicitation/request`: an MCP server wants a form filled in. */
export const elicitation = (serverName: string, message: string, ref: TurnRef = {}) => ({
  method: 'mcpServer/elicitation/request' as const,
  params: {
    ...turnIds(ref),
    serverName,
    mode: 'form' as const,
    _meta: null,
    message,
    requestedSchema: { type: 'object' as const, properties: {} },
  },
});
