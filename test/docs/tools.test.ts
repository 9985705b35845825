import { text, toolCall, type ModelScript, type ModelStep } from '../../lib/testing';
import { runPage } from './support/run-page';

/** The tool that the model calls first, by the prompt. */
const first: Readonly<Record<string, ModelStep>> = {
  'What is ticket A-1 about?': toolCall('ticket', { id: 'A-1' }),
  'What is ticket 7 about?': toolCall('ticket', { id: 7 }),
  'How many?': toolCall('count'),
  'Which is new?': toolCall('newest'),
  'Close Z-9': toolCall('close', { id: 'Z-9' }),
  'Try it': toolCall('broken'),
  Wait: toolCall('wait'),
  'Who is C-3?': toolCall('customer', { id: 'C-3' }, { namespace: 'crm' }),
  'What time is it?': toolCall('clock'),
};

const script: ModelScript = ({ prompt, call, toolOutputs }) =>
  call === 0 ? first[prompt]! : text(`The tool says: ${toolOutputs[0]!.output}`);

test('the code of the page runs as it stands', async () => {
  const { staged } = await runPage('docs/tools.md', { script });
  // The arguments that did not fit did not reach the tool.
  expect(staged).toEqual(['title: A-1']);
});
