import type { ServerRequestMethod, ServerRequests } from '../../lib/protocol/generated/server-requests';
import type { ServerRequest } from '../../lib/protocol/server-request';
import type { RequestId, ServerRequestMessage } from '../../lib/wire/message';
import { threadId, turnId } from './notifications';

/** What the server asks, one example of each kind; the shapes are those of recorded requests. */
export const asked: { readonly [M in ServerRequestMethod]: ServerRequests[M]['params'] } = {
  'item/commandExecution/requestApproval': {
    kind: 'command',
    threadId,
    turnId,
    itemId: 'c',
    startedAtMs: 1,
    command: "/bin/bash -lc 'echo hi'",
    proposedExecpolicyAmendment: ['echo', 'hi'],
    availableDecisions: [
      'accept',
      { acceptWithExecpolicyAmendment: { execpolicy_amendment: ['echo', 'hi'] } },
      'cancel',
    ],
  },
  'item/fileChange/requestApproval': { threadId, turnId, itemId: 'p', startedAtMs: 1, reason: null },
  'item/tool/requestUserInput': {
    threadId,
    turnId,
    itemId: 'q',
    isBlocking: true,
    autoResolutionMs: null,
    questions: [
      { id: 'lang', header: 'Lang', question: 'Which?', isOther: true, isSecret: false, options: [] },
    ],
  },
  'mcpServer/elicitation/request': {
    threadId,
    turnId,
    serverName: 'tiny',
    mode: 'form',
    _meta: { codex_approval_kind: 'mcp_tool_call', persist: ['session', 'always'] },
    message: 'Allow the tiny MCP server to run tool "danger"?',
    requestedSchema: { type: 'object', properties: {} },
  },
  'item/permissions/requestApproval': {
    threadId,
    turnId,
    itemId: 'g',
    environmentId: 'local',
    startedAtMs: 1,
    cwd: '/project',
    reason: 'need root',
    permissions: {
      network: { enabled: true },
      fileSystem: {
        read: null,
        write: ['/x'],
        entries: [{ path: { type: 'path', path: '/x' }, access: 'write' }],
      },
    },
  },
  'item/tool/call': {
    threadId,
    turnId,
    callId: 'call',
    namespace: null,
    tool: 'lookup',
    arguments: { turnId: 'chosen by the model' },
  },
  'account/chatgptAuthTokens/refresh': { reason: 'unauthorized', previousAccountId: 'account' },
  'attestation/generate': {},
  'currentTime/read': { threadId },
  applyPatchApproval: {
    callId: 'call',
    conversationId: threadId,
    fileChanges: {},
    grantRoot: null,
    reason: null,
  },
  execCommandApproval: {
    callId: 'call',
    conversationId: threadId,
    command: ['echo', 'hi'],
    cwd: '/project',
    parsedCmd: [],
    reason: null,
  },
};

/** The methods of all of them. */
export const askedMethods = Object.keys(asked) as ServerRequestMethod[];

/** A request of the server's, as the wire has it. */
export const serverRequest = (
  id: RequestId,
  method: string = 'item/commandExecution/requestApproval',
  params: unknown = asked[method as ServerRequestMethod],
): ServerRequestMessage & ServerRequest => ({ id, method, params }) as ServerRequestMessage & ServerRequest;
