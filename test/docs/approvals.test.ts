import { join } from 'node:path';
import { applyPatch, command, text, toolCall, type ModelScript, type ModelStep } from '../../lib/testing';
import { runPage } from './support/run-page';

const options = [
  { label: 'TypeScript (Recommended)', description: 'typed' },
  { label: 'JavaScript', description: 'plain' },
];
const permissions = { network: { enabled: true }, file_system: { write: ['/srv'] } };

/** What the model does first, by the prompt. */
const first: Readonly<Record<string, ModelStep>> = {
  'Make a marker': command('touch marker', { escalated: true, justification: 'May I make a marker?' }),
  'Add a file': applyPatch('*** Begin Patch\n*** Add File: added.txt\n+hello\n*** End Patch'),
  'Go online': toolCall('request_permissions', { permissions, reason: 'to look' }),
  'Say the date': command('date', { escalated: true, justification: 'May I?' }),
  'Which language?': toolCall('request_user_input', {
    questions: [{ id: 'lang', header: 'Lang', question: 'Which language?', options }],
  }),
  'Ask the MCP server': toolCall('ask', {}, { namespace: 'mcp__tiny' }),
};

const script: ModelScript = ({ prompt, call, toolOutputs }) => {
  if (call === 0) return first[prompt]!;
  return text(prompt === 'Make a marker' ? 'Made.' : toolOutputs[0]!.output);
};

test('the code of the page runs as it stands', async () => {
  const { staged } = await runPage('docs/approvals.md', {
    script,
    config: {
      features: { request_permissions_tool: true, default_mode_request_user_input: true },
      mcp_servers: {
        tiny: { command: process.execPath, args: [join(__dirname, '../support/mcp-server.cjs')] },
      },
    },
  });
  expect(staged).toEqual([
    // The rule decided about the date, so that nobody was asked.
    expect.stringMatching(/^dialog: .*touch marker/),
    'prompt: Which language?',
    expect.stringMatching(/^form: Your name\? .*"name".* false$/),
  ]);
});
