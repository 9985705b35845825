import { plan } from '../../../lib/testing/model/plan.js';

test('a plan takes strings for steps that are still to be done', () => {
  const step = plan(['a', { step: 'b', status: 'completed' }], { explanation: 'so', id: 'p1' });
  expect(step).toMatchObject({ name: 'update_plan', id: 'p1' });
  expect(step.args).toEqual({
    explanation: 'so',
    plan: [
      { step: 'a', status: 'pending' },
      { step: 'b', status: 'completed' },
    ],
  });
  expect(plan([]).args).toEqual({ plan: [] });
});
