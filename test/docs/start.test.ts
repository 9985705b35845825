import { text } from '../../lib/testing';
import { runPage } from './support/run-page';

test('the code of the page runs as it stands', async () => {
  const { staged } = await runPage('docs/start.md', {
    script: [
      { when: 'build', replies: [text('A test is missing.')] },
      { when: 'Explain', replies: [text(['It is ', 'a library.'])] },
    ],
    fallback: text('Fine.'),
  });
  expect(staged).toEqual(['render: It is ', 'render: It is a library.']);
});
