import type { ServerNotification } from '../../lib/protocol/notification';
import { withThreadFacts } from '../../lib/view/thread-facts';
import { initialThreadView, type ThreadView } from '../../lib/view/thread-view';
import {
  notification,
  threadId,
  threadNamed,
  threadStatus,
  unknownNotification,
} from '../support/notifications';

const start = initialThreadView('thread');
const id = { threadId };
const server = { ...id, name: 's', status: 'ready' } as const;
const goal = {
  ...id,
  objective: 'o',
  status: 'active',
  createdAt: 1,
  updatedAt: 1,
  timeUsedSeconds: 0,
  tokensUsed: 0,
} as const;

test.each<[string, ServerNotification, Partial<ThreadView>]>([
  ['name', threadNamed('plan'), { name: 'plan' }],
  ['status', threadStatus('idle'), { status: { type: 'idle' } }],
  ['goal', notification('thread/goal/updated', { ...id, goal }), { goal }],
  ['section', notification('thread/section/changed', { ...id, sectionId: 's' }), { sectionId: 's' }],
  ['project', notification('thread/project/updated', { ...id, projectId: 'p' }), { projectId: 'p' }],
  ['archived', notification('thread/archived', id), { archived: true }],
  ['deleted', notification('thread/deleted', id), { deleted: true }],
  ['closed', notification('thread/closed', id), { closed: true }],
  ['queue', notification('thread/queue/changed', id), { changes: { queue: 1, attachments: 0, history: 0 } }],
  ['history', notification('thread/reverted', id), { changes: { queue: 0, attachments: 0, history: 1 } }],
  ['MCP servers', notification('mcpServer/startupStatus/updated', server), { mcpServers: [server] }],
  ['warnings', notification('guardianWarning', { ...id, message: 'careful' }), { warnings: ['careful'] }],
])('takes note of %s', (_, event, fields) => {
  expect(withThreadFacts(start, event)).toEqual({ ...start, ...fields });
});

test('what is taken back is taken back', () => {
  const archived = withThreadFacts(start, notification('thread/archived', id));
  expect(withThreadFacts(archived, notification('thread/unarchived', id)).archived).toBe(false);
  const withGoal = withThreadFacts(start, notification('thread/goal/updated', { ...id, goal }));
  expect(withThreadFacts(withGoal, notification('thread/goal/cleared', id)).goal).toBeNull();
});

test('an environment is connected or not', () => {
  const environment = (state: 'connected' | 'disconnected') =>
    notification(`thread/environment/${state}`, { ...id, environmentId: 'e' });
  const connected = withThreadFacts(start, environment('connected'));
  expect(connected.environments).toEqual([{ environmentId: 'e', connected: true }]);
  expect(withThreadFacts(connected, environment('disconnected')).environments).toEqual([
    { environmentId: 'e', connected: false },
  ]);
});

test('keeps the newest 20 warnings; what is of no concern changes nothing', () => {
  const warned = Array.from({ length: 30 }, (_, index) =>
    notification('warning', { ...id, message: String(index) }),
  ).reduce(withThreadFacts, start);
  expect([warned.warnings.length, warned.warnings[0]]).toEqual([20, '10']);
  expect(withThreadFacts(start, unknownNotification('thread/novel', id))).toBe(start);
});
