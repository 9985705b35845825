import { text, type ModelScript } from '../../lib/testing';
import { runPage } from './support/run-page';

const script: ModelScript = ({ prompt, body }) => {
  if (prompt.startsWith('Count'))
    return text('one two three four '.repeat(100), { deltas: 100, delayMs: 20 });
  if (prompt.startsWith('Stop')) return text('One to ten.');
  if (prompt.startsWith('Tell')) return text(['It makes ', 'streams.']);
  if (prompt.startsWith('Is it safe')) return text('{"safe":true,"why":"No secrets in it."}');
  if (prompt.startsWith('What is in it'))
    return text(JSON.stringify(body).includes('data:image/png') ? 'A dot.' : '?');
  return text('A library.');
};

test('the code of the page runs as it stands', async () => {
  const { printed } = await runPage('docs/turns.md', { script });
  expect(printed).toHaveLength(20);
});
