import { lateDiagnostic } from '../../lib/router/late-diagnostic';
import { delta } from '../support/notifications';
import { arriving } from '../support/routing';

it('names what came late, and where it belonged', () => {
  const event = delta('m1', 'x');
  expect(lateDiagnostic(arriving(event), event)).toEqual({
    kind: 'late',
    message: 'item/agentMessage/delta came after its turn had ended.',
    method: 'item/agentMessage/delta',
    turnId: event.params.turnId,
    threadId: event.params.threadId,
    raw: event,
  });
});

it('leaves out what the notification does not say', () => {
  const warning = { method: 'warning', params: { message: 'x' } };
  expect(Object.keys(lateDiagnostic(arriving(warning), warning))).toEqual([
    'kind',
    'message',
    'method',
    'raw',
  ]);
});
