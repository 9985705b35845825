import { attempts, fail, text, type ModelScript } from '../../lib/testing';
import { runPage } from './support/run-page';

test('the code of the page runs as it stands', async () => {
  const asked: number[] = [];
  const script: ModelScript = ({ attempt }) => {
    asked.push(attempt);
    return attempts(fail({ status: 401 }), text('Hello.'));
  };
  const { staged } = await runPage('docs/login.md', {
    config: { model_providers: { scripted: { requires_openai_auth: true } } },
    script,
  });
  expect(staged).toEqual([
    'open https://example.org/auth?L1',
    'code AB-12 for https://example.org/device',
    'close https://example.org/auth?L4',
    'renewed',
    'cancelled: L3',
  ]);
  // The call that was refused, and that of the new token.
  expect(asked).toEqual([0, 1]);
});
