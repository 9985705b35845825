import type { RateLimitSnapshot } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import { withConnectionFacts } from '../../lib/view/connection-facts';
import { initialConnectionView, type ConnectionView } from '../../lib/view/connection-view';
import { notification, unknownNotification } from '../support/notifications';

const start = initialConnectionView();
const remote = { status: 'disabled', serverName: 's', installationId: 'i' } as const;
const warning = { summary: 'careful' };

test.each<[string, ServerNotification, Partial<ConnectionView>]>([
  [
    'the account',
    notification('account/updated', { authMode: 'apikey' }),
    { account: { authMode: 'apikey' } },
  ],
  [
    'rate limits',
    notification('account/rateLimits/updated', { rateLimits: { limitId: 'l' } }),
    { rateLimits: { limitId: 'l' } },
  ],
  ['apps', notification('app/list/updated', { data: [] }), { apps: [] }],
  ['remote control', notification('remoteControl/status/changed', remote), { remoteControl: remote }],
  ['skills', notification('skills/changed', {}), { changes: { skills: 1, projects: 0 } }],
  [
    'projects',
    notification('project/changed', { projectId: 'p', changeType: 'updated' }),
    { changes: { skills: 0, projects: 1 } },
  ],
  [
    'MCP servers',
    notification('mcpServer/startupStatus/updated', { name: 's', status: 'ready' }),
    { mcpServers: [{ name: 's', status: 'ready' }] },
  ],
  ['the config', notification('configWarning', warning), { notices: [{ kind: 'config', notice: warning }] }],
  [
    'deprecations',
    notification('deprecationNotice', warning),
    { notices: [{ kind: 'deprecation', notice: warning }] },
  ],
  [
    'warnings',
    notification('warning', { message: 'w' }),
    { notices: [{ kind: 'warning', notice: { message: 'w' } }] },
  ],
])('takes note of %s', (_, event, fields) => {
  expect(withConnectionFacts(start, event)).toEqual({ ...start, ...fields });
});

test('keeps the newest 50 notices; what is of no concern changes nothing', () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    notification('configWarning', { summary: String(index) }),
  ).reduce(withConnectionFacts, start);
  expect([many.notices.length, many.notices[0]]).toEqual([50, { kind: 'config', notice: { summary: '10' } }]);
  expect(withConnectionFacts(start, unknownNotification('novel', {}))).toBe(start);
});

test('merges sparse rate limits; one of another limit, or that says nothing new, changes nothing', () => {
  const said = (rateLimits: RateLimitSnapshot) => notification('account/rateLimits/updated', { rateLimits });
  const first = withConnectionFacts(
    start,
    said({ limitId: 'one', planType: 'pro', primary: { usedPercent: 10 } }),
  );
  const later = withConnectionFacts(first, said({ planType: null, secondary: { usedPercent: 5 } }));
  expect(later.rateLimits).toEqual({ ...first.rateLimits, secondary: { usedPercent: 5 } });
  expect(later.rateLimits?.primary).toBe(first.rateLimits?.primary);
  expect(withConnectionFacts(later, said({ limitId: 'two', primary: { usedPercent: 77 } }))).toBe(later);
  expect(withConnectionFacts(later, said({ limitId: 'one', primary: { usedPercent: 10 } }))).toBe(later);
});
