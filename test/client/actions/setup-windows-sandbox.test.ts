import { of } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

const completed = (params: object) => ({
  method: 'windowsSandbox/setupCompleted',
  params: { mode: 'elevated', success: true, ...params },
});

test.each<[string, boolean, object, object | 'complete']>([
  ['is done', true, {}, 'complete'],
  [
    'fails',
    true,
    { success: false, error: 'denied' },
    { error: { name: 'CodexRequestError', serverMessage: 'denied' } },
  ],
  ['is not started', false, {}, { error: { name: 'CodexRequestError' } }],
])('a set-up that %s', (_, started, params, end) => {
  const { client, say } = memoryCodex({ answers: { 'windowsSandbox/setupStart': of({ started }) } });
  const seen = watch(client.setupWindowsSandbox({ mode: 'elevated' }));
  say(completed({ mode: 'unelevated' }), completed(params));
  if (end === 'complete')
    expect([seen.values, seen.end()]).toEqual([[expect.objectContaining({ success: true })], end]);
  else expect(seen.end()).toMatchObject(end);
});
