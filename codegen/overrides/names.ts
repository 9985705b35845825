import type { MethodName } from './types.js';

const thread = (name: string): MethodName => ({ on: 'thread', name });
const turn = (name: string): MethodName => ({ on: 'turn', name });
/** Needs more than sending: a function written by hand serves it. */
const by = (...served: readonly string[]): MethodName => ({ by: served });

/**
 * What the method of a thread or a turn is called that sends a request, decided one by one. A request that must name a
 * thread and is missing here stops the generator. Every other request is found under its own path.
 */
export const names: Readonly<Record<string, MethodName>> = {
  initialize: by('createCodexClient'),

  // Threads
  'thread/start': by('client.startThread'),
  'thread/resume': by('client.resumeThread'),
  'thread/fork': by('client.forkThread', 'thread.fork'),
  'thread/unsubscribe': by('thread.release'),
  'thread/turns/list': by('thread.listTurns'),
  'thread/items/list': by('thread.listItems'),
  'thread/read': thread('read'),
  'thread/archive': thread('archive'),
  'thread/unarchive': thread('unarchive'),
  'thread/delete': thread('delete'),
  'thread/revert': thread('revert'),
  'thread/compact/start': thread('compact'),
  'thread/shellCommand': thread('shellCommand'),
  'thread/inject_items': thread('injectItems'),
  'thread/name/set': thread('setName'),
  'thread/metadata/update': thread('updateMetadata'),
  'thread/settings/update': thread('updateSettings'),
  'thread/readState/update': thread('updateReadState'),
  'thread/section/move': thread('moveToSection'),
  'thread/searchOccurrences': thread('searchOccurrences'),
  'thread/timeline/list': thread('listTimeline'),
  'thread/attachment/add': thread('addAttachment'),
  'thread/attachment/list': thread('listAttachments'),
  'thread/attachment/remove': thread('removeAttachment'),
  'thread/goal/set': thread('setGoal'),
  'thread/goal/get': thread('getGoal'),
  'thread/goal/clear': thread('clearGoal'),
  'thread/queue/add': thread('addToQueue'),
  'thread/queue/list': thread('listQueue'),
  'thread/queue/update': thread('updateQueued'),
  'thread/queue/delete': thread('deleteQueued'),
  'thread/queue/reorder': thread('reorderQueue'),
  'thread/queue/start': thread('startQueued'),
  'thread/memory/read': thread('readMemory'),
  'thread/memoryMode/set': thread('setMemoryMode'),
  'thread/prediction/request': thread('requestPrediction'),
  'thread/prepareApprovedPlan': thread('prepareApprovedPlan'),
  'thread/guardianReview': thread('reviewByGuardian'),
  'thread/approveGuardianDeniedAction': thread('approveGuardianDeniedAction'),
  'thread/increment_elicitation': thread('incrementElicitation'),
  'thread/decrement_elicitation': thread('decrementElicitation'),
  'thread/backgroundTerminals/list': thread('listBackgroundTerminals'),
  'thread/backgroundTerminals/clean': thread('cleanBackgroundTerminals'),
  'thread/backgroundTerminals/terminate': thread('terminateBackgroundTerminal'),
  'thread/realtime/start': thread('startRealtime'),
  'thread/realtime/appendAudio': thread('appendRealtimeAudio'),
  'thread/realtime/appendText': thread('appendRealtimeText'),
  'thread/realtime/appendSpeech': thread('appendRealtimeSpeech'),
  'thread/realtime/stop': thread('stopRealtime'),
  'mcpServer/tool/call': thread('callMcpTool'),
  'mcpServer/event/stream/start': thread('startMcpEvents'),

  // Turns
  'turn/start': by('thread.startTurn', 'thread.run'),
  'turn/steer': by('turn.steer'),
  'turn/interrupt': by('turn.interrupt'),
  'review/start': by('thread.startReview'),
  'turn/settings/update': turn('updateSettings'),
  'thread/items/read': turn('readItem'),
  'thread/sample': turn('sample'),
};
