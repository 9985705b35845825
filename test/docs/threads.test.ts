import { text } from '../../lib/testing';
import { runPage } from './support/run-page';

test('the code of the page runs as it stands', async () => {
  const { printed } = await runPage('docs/threads.md', { script: text('Noted.') });
  expect(printed).toHaveLength(8);
});
