import { command, text, type ModelScript } from '../../lib/testing';
import { runPage } from './support/run-page';

const script: ModelScript = ({ call }) => (call === 0 ? command('echo hello') : text(['Here we', ' are.']));

test('the code of the page runs as it stands', async () => {
  const { staged } = await runPage('docs/view-state.md', { script });
  expect(staged.at(-1)).toBe('render Here we are.');
  expect(new Set(staged).size).toBe(staged.length);
});
