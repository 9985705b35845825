import { text } from '../../lib/testing';
import { runPage } from './support/run-page';

test('the code of the page runs as it stands', async () => {
  const script = text('slowly '.repeat(200), { deltas: 200, delayMs: 20 });
  const { printed } = await runPage('docs/termination.md', { script });
  expect(printed).toHaveLength(13);
});
