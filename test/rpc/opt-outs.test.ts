import { CodexOptionsError } from '../../lib/errors/codex-options-error';
import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes';
import { checkOptOuts } from '../../lib/rpc/opt-outs';

const refused = (methods: readonly string[], allowDefaultConfig = false): boolean => {
  try {
    checkOptOuts(methods, allowDefaultConfig);
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(CodexOptionsError);
    return true;
  }
};

describe('checkOptOuts', () => {
  it('refuses, of all there is, exactly what the streams are built from', () => {
    expect(Object.keys(serverNotificationScopes).filter((method) => refused([method], true))).toEqual([
      'error',
      'turn/started',
      'turn/completed',
      'turn/diff/updated',
      'turn/plan/updated',
      'item/started',
      'item/completed',
      'item/agentMessage/delta',
      'item/plan/delta',
      'item/commandExecution/outputDelta',
      'item/fileChange/outputDelta',
      'serverRequest/resolved',
      'item/reasoning/summaryTextDelta',
      'item/reasoning/textDelta',
      'turn/moderationMetadata',
    ]);
  });

  it('refuses turns and deltas of servers to come', () => {
    expect(refused(['turn/novel'])).toBe(true);
    expect(refused(['item/novel/delta'])).toBe(true);
  });

  it('refuses to overlook a broken configuration unless that is allowed', () => {
    expect([refused(['configWarning']), refused(['configWarning'], true)]).toEqual([true, false]);
  });

  it('allows the rest, and nothing at all', () => {
    const harmless = [
      'thread/tokenUsage/updated',
      'account/rateLimits/updated',
      'warning',
      'item',
      'my/error',
    ];
    expect([refused([]), refused(harmless)]).toEqual([false, false]);
  });

  it('names what it refuses, and only that', () => {
    expect(() => checkOptOuts(['warning', 'error', 'turn/started'], false)).toThrow(
      'optOutNotificationMethods cannot hold error, turn/started.',
    );
  });
});
