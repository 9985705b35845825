import { of } from 'rxjs';
import { turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch } from '../support/memory-codex';

test('a method of a turn names the turn, in the field that its request wants, and the thread', () => {
  const memory = memoryCodex({ answers: { 'turn/settings/update': {}, 'thread/sample': () => of({}) } });
  const turn = memory.client.turn('t', { threadId: 'thread' });
  watch(turn.updateSettings({ model: 'm' }));
  watch(turn.sample('why?'));
  expect(memory.paramsOf('turn/settings/update')).toEqual([{ model: 'm', threadId: 'thread', turnId: 't' }]);
  expect(memory.paramsOf('thread/sample')).toEqual([
    { prompt: 'why?', threadId: 'thread', expectedTurnId: 't' },
  ]);
});

test('the thread may become known meanwhile', () => {
  const memory = memoryCodex();
  const turn = memory.client.turn('t');
  const call$ = turn.updateSettings({});
  const early = watch(call$);
  expect(early.end()).toMatchObject({
    error: { name: 'CodexOptionsError', hint: expect.stringContaining('threadId') },
  });
  watch(turn.events$);
  memory.say(turnStarted());
  watch(call$);
  expect(memory.paramsOf('turn/settings/update')).toEqual([{ threadId: 'thread', turnId: 't' }]);
});
