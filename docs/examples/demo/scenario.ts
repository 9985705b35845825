import { command, delay, plan, text, usage, type ModelRule } from 'codex-rx/testing';

/** What the scripted model says; the turns, the commands and the approval are those of the real app-server. */
export const scenario: readonly ModelRule[] = [
  {
    when: 'Explain',
    replies: [
      [
        usage({ inputTokens: 1_240, outputTokens: 61 }),
        text(
          'One app-server runs many threads at once. Its output is one stream of messages, and every turn gets a ' +
            'stream of its own, routed by turn id. Whoever subscribes late sees the same events from the first on.',
          { deltas: 40, delayMs: 60 },
        ),
      ],
    ],
  },
  {
    when: 'Count',
    replies: [
      [
        usage({ inputTokens: 980, outputTokens: 24 }),
        command('for i in 1 2 3; do echo "file $i"; sleep 0.3; done'),
      ],
      [
        usage({ inputTokens: 1_105, outputTokens: 31 }),
        command('echo counted > report.txt', { escalated: true, justification: 'Write the report?' }),
      ],
      [
        usage({ inputTokens: 1_220, outputTokens: 18 }),
        text('Three files, and the report is written.', { deltas: 8, delayMs: 50 }),
      ],
    ],
  },
  {
    when: 'Plan',
    replies: [
      [
        delay(400),
        plan([{ step: 'Look around', status: 'in_progress' }, 'Change the code', 'Run the tests']),
      ],
      [
        delay(700),
        plan([
          { step: 'Look around', status: 'completed' },
          { step: 'Change the code', status: 'in_progress' },
          'Run the tests',
        ]),
      ],
      [
        usage({ inputTokens: 2_048, outputTokens: 77 }),
        text('The plan stands: look, change, test. The first step is done.', { deltas: 12, delayMs: 80 }),
      ],
    ],
  },
];

/** One turn of the demo, on a thread of its own. */
export interface Job {
  readonly name: string;
  readonly prompt: string;
}

export const prompts: readonly Job[] = [
  { name: 'explain', prompt: 'Explain how turns become streams.' },
  { name: 'count', prompt: 'Count the files and write a report.' },
  { name: 'plan', prompt: 'Plan the next change.' },
];
