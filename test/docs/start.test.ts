import { command, text, type ModelScript } from '../../lib/testing';
import { runPage } from './support/run-page';

const script: ModelScript = ({ prompt, call }) => {
  const [first, second = ''] = prompt.split(' ');
  if (first === 'Why') return text('A test is missing.');
  if (first === 'Explain') return text(['It is ', 'a library.'], { delayMs: 100 });
  if (first === 'Delete' && call === 0) return command('rm -rf build', { escalated: true });
  return text(`${second} is fine.`);
};

test('the code of the page runs as it stands', async () => {
  const { staged } = await runPage('docs/start.md', { script });
  expect(staged).toEqual(['render: It is ', 'render: It is a library.']);
});
