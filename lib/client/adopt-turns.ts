import { hasEnded, isCopy, listedTurns } from '../protocol/listed-turns.js';
import type { Thread, Turn } from '../protocol/generated/definitions.js';
import type { TurnEvent } from '../protocol/notification.js';
import { ownField } from '../protocol/own-field.js';
import { recordedEvents } from '../protocol/recorded-events.js';
import type { Router } from '../router/router.js';
import type { TurnChannel } from '../router/turn-channel.js';

/**
 * Takes note of the turns that an answer lists.
 *
 * `thread/resume` and `thread/fork` list the turns of the thread. One that is in progress runs. One that is over runs
 * no more, although its end may have been missed and the output of its background commands still comes.
 */
export const adoptTurns = (router: Router, method: string, result: unknown): void => {
  if (method !== 'thread/resume' && method !== 'thread/fork') return;
  const thread = ownField(result, 'thread') as Thread;
  const threadId = ownField(thread, 'id');
  if (typeof threadId !== 'string') return;
  const turns = listedTurns(thread);
  // What runs comes first: the end of another lets in who waits for the thread.
  for (const { id, status } of turns) if (status === 'inProgress') router.adopt(threadId, id, true);
  for (const turn of turns) if (hasEnded(turn)) settle(router, thread, turn);
};

const settle = (router: Router, thread: Thread, turn: Turn): void => {
  const channel = router.find(turn.id);
  if (!channel) {
    // It may run on the thread that this one was copied from.
    if (turn.status !== 'interrupted' || !isCopy(thread)) router.bury(turn.id);
    return;
  }
  const isHere = channel.id === turn.id && (channel.threadId() ?? thread.id) === thread.id;
  if (isHere && !channel.over()) router.conclude(thread.id, channel, missedEvents(thread.id, channel, turn));
};

/** What is recorded of a turn and did not come as an event. */
const missedEvents = (threadId: string, { log, activeId }: TurnChannel, turn: Turn): readonly TurnEvent[] => {
  // The start of a turn that was listed as running is never told.
  const seen = new Set<unknown>(activeId() === undefined ? [] : ['turn/started']);
  log.events$.subscribe((event) => seen.add(keyOf(event))).unsubscribe();
  return recordedEvents(threadId, turn).filter((event) => !seen.has(keyOf(event)));
};

/** Of the events of one item only its end is recorded. */
const keyOf = ({ method, params }: TurnEvent): unknown =>
  method === 'item/completed' ? ownField(ownField(params, 'item'), 'id') : method;
