import { from } from 'rxjs';
import { changedText } from '../../lib/operators/changed-text';
import { growText } from '../../lib/operators/item-texts';
import { delta, turnStarted } from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';
import type { ServerNotification } from '../../lib/protocol/notification';

const operator = () =>
  changedText((texts, event) =>
    event.method === 'item/agentMessage/delta'
      ? growText(texts, event.params.itemId, 0, event.params.delta)
      : texts,
  );

describe('changedText', () => {
  operatorCases<ServerNotification, string>({
    operator,
    source: { a: delta('m', 'a'), b: delta('m', 'b'), c: delta('m', 'c') },
    emitted: { x: 'a', y: 'ab', z: 'abc' },
    live: ['a', 'ab', 'abc'],
  });

  it('says nothing while there is no text, and not the same twice', () => {
    expect(
      valuesOf(from([turnStarted(), delta('m', ''), delta('m', 'a'), delta('m', '')]).pipe(operator())),
    ).toEqual(['a', 'complete']);
  });
});
