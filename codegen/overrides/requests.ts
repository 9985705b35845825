import type { RequestClass } from './types.js';

const read = { kind: 'read' } as const;
const write = { kind: 'write' } as const;
/** Stops, feeds or steers something that runs, so it must not queue behind what it would end. */
const control = { kind: 'write', window: 'bypass' } as const;
/** Answers only when something ends: a process, a tool, a model's sample, a download, or a person's decision. */
const untilDone = { kind: 'long', window: 'unslotted' } as const;

/** The class of every client request, decided one by one. A method that is missing here stops the generator. */
export const requests: Readonly<Record<string, RequestClass>> = {
  initialize: write,
  'server/diagnostics': read,
  'mock/experimentalMethod': read,

  // Threads
  'thread/start': write,
  'thread/resume': write, // subscribes the connection
  'thread/fork': write,
  'thread/archive': write,
  'thread/unarchive': write,
  'thread/delete': write,
  'thread/unsubscribe': write,
  'thread/list': read,
  'thread/loaded/list': read,
  'thread/read': read,
  'thread/search': read,
  'thread/searchOccurrences': read,
  'thread/turns/list': read,
  'thread/items/list': read,
  'thread/items/read': read,
  'thread/timeline/list': read,
  'thread/name/set': write,
  'thread/metadata/update': write,
  'thread/settings/update': write,
  'thread/readState/update': write,
  'thread/section/move': write,
  'thread/attachment/add': write,
  'thread/attachment/list': read,
  'thread/attachment/remove': write,
  'thread/attachmentOwner/list': read,
  'thread/goal/set': write,
  'thread/goal/get': read,
  'thread/goal/clear': write,
  'thread/queue/add': write,
  'thread/queue/list': read,
  'thread/queue/update': write,
  'thread/queue/delete': write,
  'thread/queue/reorder': write,
  'thread/queue/start': write,
  'thread/memoryMode/set': write,
  'thread/memory/read': read,
  'thread/inject_items': write,
  'thread/prepareApprovedPlan': write,
  'thread/revert': write,
  'thread/compact/start': write, // answers at once, the turn follows
  'thread/shellCommand': write, // answers at once, the turn follows
  'thread/prediction/request': write,
  'thread/sample': untilDone,
  'thread/sample/cancel': control,
  'thread/guardianReview': untilDone,
  'thread/approveGuardianDeniedAction': write,
  'thread/increment_elicitation': write,
  'thread/decrement_elicitation': write,
  'thread/backgroundTerminals/list': read,
  'thread/backgroundTerminals/clean': control,
  'thread/backgroundTerminals/terminate': control,
  'thread/realtime/start': write,
  'thread/realtime/appendAudio': write,
  'thread/realtime/appendText': write,
  'thread/realtime/appendSpeech': write,
  'thread/realtime/stop': control,
  'thread/realtime/listVoices': read,
  'memory/status': read,
  'memory/reset': write,
  'rollout/compress': write,
  getConversationSummary: read,

  // Turns
  'turn/start': write,
  'turn/steer': control,
  'turn/interrupt': control,
  'turn/settings/update': write,
  'review/start': write,

  // Projects and sections
  'project/list': read,
  'project/read': read,
  'project/create': write,
  'project/import': write,
  'project/update': write,
  'project/move': write,
  'project/delete': write,
  'threadSection/list': read,
  'threadSection/create': write,
  'threadSection/update': write,
  'threadSection/delete': write,

  // Skills, hooks, plugins, apps
  'skills/list': read,
  'skills/extraRoots/set': write,
  'skills/config/write': write,
  'hooks/list': read,
  'marketplace/add': untilDone, // fetches a repository
  'marketplace/remove': write,
  'marketplace/upgrade': untilDone, // fetches repositories
  'plugin/list': read,
  'plugin/search': read,
  'plugin/installed': read,
  'plugin/reconcile': untilDone, // may install
  'plugin/read': read,
  'plugin/skill/read': read,
  'plugin/install': untilDone,
  'plugin/uninstall': write,
  'plugin/share/save': untilDone, // uploads
  'plugin/share/updateTargets': write,
  'plugin/share/list': read,
  'plugin/share/checkout': untilDone, // downloads
  'plugin/share/delete': write,
  'app/read': read,
  'app/list': read,
  'app/installed': read,

  // Files
  'fs/readFile': read,
  'fs/writeFile': write,
  'fs/createDirectory': write,
  'fs/getMetadata': read,
  'fs/readDirectory': read,
  'fs/remove': write,
  'fs/copy': write,
  'fs/watch': write, // opens a watch on the connection
  'fs/unwatch': write,
  fuzzyFileSearch: read,
  'fuzzyFileSearch/sessionStart': write,
  'fuzzyFileSearch/sessionUpdate': write,
  'fuzzyFileSearch/sessionStop': write,
  gitDiffToRemote: read,

  // Processes
  'command/exec': untilDone,
  'command/exec/write': control,
  'command/exec/terminate': control,
  'command/exec/resize': write,
  'process/spawn': write, // answers once the process has started
  'process/writeStdin': control,
  'process/kill': control,
  'process/resizePty': write,

  // MCP servers
  'mcpServer/oauth/login': write, // answers with the address to open; a notification says how it went
  'mcpServer/resource/read': read,
  'mcpServer/event/stream/start': write,
  'mcpServer/event/stream/stop': write,
  'mcpServer/tool/call': untilDone,
  'mcpServerStatus/list': read,

  // Models and settings
  'model/list': read,
  'modelProvider/list': read,
  'modelProvider/config/write': write,
  'modelProvider/capabilities/read': read,
  'collaborationMode/list': read,
  'permissionProfile/list': read,
  'experimentalFeature/list': read,
  'experimentalFeature/enablement/set': write,
  'config/read': read,
  'config/value/write': write,
  'config/batchWrite': write,
  'config/mcpServer/reload': write,
  'configRequirements/read': read,
  'environment/add': write,
  'environment/info': read,
  'environment/status': read,
  'externalAgentConfig/detect': read,
  'externalAgentConfig/import': write, // answers at once, notifications report progress
  'externalAgentConfig/import/recordHistory': write,
  'externalAgentConfig/import/readHistories': read,
  'windowsSandbox/setupStart': write, // answers at once, a notification reports the end
  'windowsSandbox/readiness': read,

  // Accounts
  'account/read': read, // may refresh the token, which is safe to repeat
  'account/login/start': write, // answers with the address to open; a notification says how it went
  'account/login/cancel': control,
  'account/logout': write,
  'account/bedrock/discover': read,
  'account/bedrock/setup': write,
  'account/bedrock/checkGovCloudRequirements': read,
  'account/gcp/setup': write,
  'account/gatewayOAuth/read': read,
  'account/gatewayOAuth/login': write, // answers with what to show; a notification says how it went
  'account/gatewayOAuth/cancel': control,
  'account/securitySetup/read': read,
  'account/rateLimits/read': read,
  'account/rateLimitResetCredit/consume': write,
  'account/usage/read': read,
  'account/workspaceMessages/read': read,
  'account/sendAddCreditsNudgeEmail': write,
  'accountSession/list': read,
  'accountSession/switch': write,
  getAuthStatus: read, // may refresh the token, which is safe to repeat
  'userVerification/status': read,
  'userVerification/enroll': untilDone, // waits for a person
  'userVerification/verify': untilDone, // waits for a person
  'userVerification/delete': untilDone, // waits for a person
  'userVerification/cancel': control,

  // Feedback and remote control
  'feedback/upload': untilDone, // uploads logs
  'feedback/save': write,
  'remoteControl/enable': write,
  'remoteControl/disable': write,
  'remoteControl/status/read': read,
  'remoteControl/pairing/start': write,
  'remoteControl/pairing/status': read,
  'remoteControl/client/list': read,
  'remoteControl/client/revoke': write,
};
