import { agentMessageItem } from '../messages/items.js';
import { agentMessageDelta, itemCompleted, itemStarted } from '../messages/item-messages.js';
import { initializeResult, threadResult, turnStartResult } from '../messages/results.js';
import { threadStarted, threadStatusChanged } from '../messages/thread-messages.js';
import { turnCompleted, turnStarted } from '../messages/turn-messages.js';
import type { FakeScript, FakeStep } from './fake-step.js';
import { cancelTurn, reply, replyError, send } from './fake-steps.js';

/** The steps of a whole turn in which the agent says one thing, in the order of the real server. */
export const turnSaying = (text: string): readonly FakeStep[] => {
  const id = 'message-{{turnId}}';
  return [
    reply(turnStartResult()),
    send(
      threadStatusChanged([]),
      turnStarted(),
      itemStarted(agentMessageItem(id)),
      agentMessageDelta(id, text),
      itemCompleted(agentMessageItem(id, text)),
      threadStatusChanged('idle'),
      turnCompleted(),
    ),
  ];
};

/** What a healthy server does, as far as the fake one knows: it opens threads and runs turns that say "ok". */
export const defaultHandlers = (): Required<Pick<FakeScript, 'on' | 'otherwise'>> => ({
  on: {
    initialize: [reply(initializeResult())],
    initialized: [],
    'thread/start': [reply(threadResult()), send(threadStarted())],
    'thread/resume': [reply(threadResult())],
    'thread/fork': [reply(threadResult()), send(threadStarted())],
    'thread/unsubscribe': [reply({ status: 'unsubscribed' })],
    'turn/start': turnSaying('ok'),
    'turn/steer': [reply({ turnId: '$turnId' })],
    'turn/interrupt': [
      cancelTurn(),
      reply({}),
      send(threadStatusChanged('idle'), turnCompleted({ status: 'interrupted' })),
    ],
  },
  otherwise: [
    replyError(-32600, 'Invalid request: unknown variant `{{method}}`, the fake app-server does not know it'),
  ],
});
