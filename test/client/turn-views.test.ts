import { agentMessageItem } from '../../lib/testing/messages/items';
import { itemCompleted, itemStarted } from '../../lib/testing/messages/item-messages';
import { delta } from '../../lib/testing';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { turnText } from '../../lib/view/turn-view';
import { memoryCodex, watch } from '../support/memory-codex';

test('view$ shows each change of the turn, and a late subscriber the current state', () => {
  const memory = memoryCodex();
  const turn = memory.client.turn('t');
  const early = watch(turn.view$);
  memory.say(turnStarted(), itemStarted(agentMessageItem('message')), delta('x'));
  expect(early.values.map(turnText)).toEqual(['', '', 'x']);
  const late = watch(turn.view$);
  expect(late.values).toEqual([early.values.at(-1)]);
  memory.say(itemCompleted(agentMessageItem('message', 'xyz')), turnCompleted());
  expect([early.end(), late.end()]).toEqual(['complete', 'complete']);
  expect(watch(turn.view$).values).toEqual([early.values.at(-1)]);
  expect(late.values.at(-1)).toMatchObject({ status: 'completed', items: [{ status: 'completed' }] });
});

test('a turn that is lost does not look finished', () => {
  const memory = memoryCodex();
  const seen = watch(memory.client.turn('t').view$);
  memory.say(turnStarted());
  memory.transport.fail();
  expect(seen.end()).toMatchObject({ error: { outcome: 'unknown' } });
  expect(seen.values.at(-1)?.status).toBe('inProgress');
});
