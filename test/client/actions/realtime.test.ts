import { of } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

const said = (method: string, params: object = {}) => ({
  method: `thread/realtime/${method}`,
  params: { threadId: 'thread', ...params },
});
const started = () => {
  const memory = memoryCodex({ answers: { 'thread/realtime/start': of({}) } });
  return { ...memory, seen: watch(memory.client.thread('thread').realtime({} as never)) };
};

test('tells everything of its thread, and completes when it is closed', () => {
  const { say, seen, paramsOf } = started();
  say(said('sdp', { sdp: 'x' }), said('sdp', { threadId: 'other', sdp: 'x' }), said('closed'));
  expect(seen.values.map(({ method }) => method)).toEqual(['thread/realtime/sdp', 'thread/realtime/closed']);
  expect([seen.end(), paramsOf('thread/realtime/stop')]).toEqual(['complete', []]);
});

test('errors when it fails, and is ended when it is left', () => {
  const failing = started();
  failing.say(said('error', { message: 'no microphone' }));
  expect(failing.seen.end()).toMatchObject({ error: { serverMessage: 'no microphone' } });
  const left = started();
  left.seen.unsubscribe();
  expect(left.paramsOf('thread/realtime/stop')).toEqual([{ threadId: 'thread' }]);
});
