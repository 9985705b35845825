import { initialThreadView, isActive } from '../../lib/view/thread-view';

test('a thread is active while a turn runs on it or the server says so', () => {
  const view = initialThreadView('t');
  expect(isActive(view)).toBe(false);
  expect(isActive({ ...view, activeTurnId: '1' })).toBe(true);
  expect(isActive({ ...view, status: { type: 'active', activeFlags: [] } })).toBe(true);
  expect(isActive({ ...view, status: { type: 'idle' } })).toBe(false);
});
