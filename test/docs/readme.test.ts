import { command, text, toolCall, usage, type ModelReply, type ModelScript } from '../../lib/testing';
import { runPage } from './support/run-page';

const slow = (word: string): ModelReply => text(word.repeat(100), { deltas: 100, delayMs: 50 });

/** What the model does first, by the prompt. */
const first: Readonly<Record<string, ModelReply>> = {
  'Why does the build fail?': text('A test is missing.'),
  'Explain this repository': text(['Hel', 'lo!']),
  slow: slow('tock '),
  last: text('last'),
  Spend: [usage({ inputTokens: 300_000 }), command('echo spent')],
  'Review b.ts': command('echo b', { escalated: true, justification: 'May I?' }),
  'Review c.ts': command('touch c', { escalated: true, justification: 'May I?' }),
  'What is ticket A-1 about?': toolCall('ticket', { id: 'A-1' }),
  'Is it safe to merge?': text('{"safe":true}'),
};

const script: ModelScript = ({ prompt, call, toolOutputs }) => {
  if (call === 0) return first[prompt] ?? text(`${prompt}: fine`);
  if (prompt === 'Spend') return slow('tick ');
  return text(prompt.startsWith('Review') ? `${prompt}: done` : toolOutputs[0]!.output);
};

test('the code of the page runs as it stands', async () => {
  const { staged } = await runPage('README.md', { script });
  const saidBy = (who: string): readonly string[] => staged.filter((text) => text.startsWith(who)).sort();
  expect(saidBy('render')).toEqual(['render Hel', 'render Hello!']);
  // The slow prompt never shows: it was interrupted.
  expect(saidBy('show')).toEqual([
    'show last',
    expect.stringMatching(/^show .*"id": "A-1".*"title": "Broken"/s) as unknown,
  ]);
  expect(saidBy('report')).toEqual([
    'report Review a.ts: fine',
    'report Review b.ts: done',
    'report Review c.ts: done',
    'report Review d.ts: fine',
    'report Review e.ts: fine',
  ]);
  // The rule decides about the echo; a person is asked about the rest, and says no.
  expect(saidBy('ask')).toEqual([expect.stringMatching(/touch c/)]);
  expect(saidBy('log')).toEqual([
    expect.stringMatching(/echo b.* completed$/) as unknown,
    expect.stringMatching(/echo spent.* completed$/) as unknown,
    expect.stringMatching(/touch c.* declined$/) as unknown,
  ]);
  expect(saidBy('decide')).toEqual(['decide {"_tag":"Right","right":{"safe":true}}']);
  // The slow prompt, and the turn that spent too much.
  expect(saidBy('interrupted')).toHaveLength(2);
});
