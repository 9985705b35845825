import { rootTurnIdIn } from '../../lib/router/root-turn-id';
import { turnStarted } from '../support/notifications';

describe('rootTurnIdIn', () => {
  it('finds the root in the params of turn/started', () => {
    expect(rootTurnIdIn(turnStarted({}, 'root').params)).toBe('root');
  });

  it.each([
    [turnStarted().params],
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ turn: null }],
    [{ turn: {} }],
    [{ turn: { rootTurnId: '' } }],
    [{ turn: { rootTurnId: 7 } }],
    [{ rootTurnId: 'elsewhere' }],
  ])('finds none in %j', (params) => {
    expect(rootTurnIdIn(params)).toBeUndefined();
  });
});
