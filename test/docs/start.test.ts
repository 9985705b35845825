import { text } from '../../lib/testing';
import { runPage } from './support/run-page';

test('the code of the page runs as it stands', async () => {
  await runPage('docs/start.md', { script: text('A test is missing.') });
});
