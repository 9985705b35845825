import { createLastDelta } from '../../lib/router/delta-route';
import type { DeltaShape } from '../../lib/protocol/delta-reader';
import type { TurnChannelControl, TurnState } from '../../lib/router/turn-channel';
import { scopeOf } from '../support/routing';

const shape: DeltaShape = {
  scope: scopeOf('item/agentMessage/delta'),
  threadId: 't1',
  turnId: 'u1',
  first: { method: 'item/agentMessage/delta', params: {} },
};

const running = (state: Partial<TurnState> = {}) => {
  const thread = { wants: true, gone: false, push: () => undefined };
  const turn = {
    state: {
      phase: 'running',
      threadId: 't1',
      thread,
      activeId: 'u1',
      completed: false,
      followed: undefined,
      ...state,
    },
  } as unknown as TurnChannelControl;
  return { thread, turn };
};

describe('the route of the last delta', () => {
  it('is that of the next one of its shape', () => {
    const { thread, turn } = running();
    const last = createLastDelta();
    expect(last.find(shape)).toBeUndefined();
    last.note(shape, turn);
    expect(last.find(shape)).toEqual({ turn, thread });
    expect(last.find({ ...shape })).toBeUndefined();
  });

  it.each<[string, (of: ReturnType<typeof running>) => void]>([
    ['its turn has completed', ({ turn }) => (turn.state.completed = true)],
    ['its turn is lost', ({ turn }) => (turn.state.phase = 'lost')],
    ['its turn was dropped', ({ turn }) => (turn.state.phase = 'dropped')],
    ['its turn became another name', ({ turn }) => (turn.state.followed = turn)],
    ['its thread was forgotten', ({ thread }) => (thread.gone = true)],
  ])('is given up when %s', (_, change) => {
    const made = running();
    const last = createLastDelta();
    last.note(shape, made.turn);
    change(made);
    expect(last.find(shape)).toBeUndefined();
  });

  it('is none for a turn of another thread', () => {
    const last = createLastDelta();
    last.note(shape, running({ threadId: 't2' }).turn);
    expect(last.find(shape)).toBeUndefined();
  });
});
