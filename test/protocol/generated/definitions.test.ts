import {
  AskForApproval,
  CodexErrorInfo,
  CommandExecutionRequestApprovalParams,
  ItemStartedNotification,
  McpElicitationPrimitiveSchema,
  ServerNotification,
  ThreadItem,
  ThreadStartParams,
  TurnCompletedNotification,
  TurnStatus,
  UserInput,
} from '../../../lib/protocol/generated/definitions';
import { clientRequestParams } from '../../../lib/protocol/generated/client-request-params';
import { serverNotificationParams } from '../../../lib/protocol/generated/server-notification-params';
import { serverNotificationScopes } from '../../../lib/protocol/generated/server-notification-scopes';
import { errorsOf } from '../support/errors-of';

const turn = { id: 'turn-1', items: [], status: 'completed', error: null };
const parsed = (json: string): unknown => JSON.parse(json);

describe('a message of a newer server', () => {
  it.each([
    ['an enum member', TurnStatus, 'paused'],
    ['a variant of a union', ThreadItem, { type: 'hologram', id: 'a', shape: { edges: 12 } }],
    ['a variant without any field', UserInput, { type: 'thought' }],
    ['a string of a union with keys', AskForApproval, 'on-tuesdays'],
    ['a key of a union with keys', AskForApproval, { byWeekday: { tuesday: true } }],
    ['an error kind', CodexErrorInfo, { quantumDecoherence: {}, more: 1 }],
    ['a method', ServerNotification, { method: 'thread/dreamed', params: 1 }],
    ['a field', TurnCompletedNotification, { threadId: 't', turn: { ...turn, mood: 'good' }, echo: 1 }],
    [
      'a member deep inside',
      TurnCompletedNotification,
      { threadId: 't', turn: { ...turn, status: 'paused' } },
    ],
  ])('passes with %s that is not known', (_, codec, value) => {
    const decoded = codec.decode(value);
    expect(decoded._tag).toBe('Right');
    expect(decoded._tag === 'Right' && decoded.right).toBe(value);
  });

  it('still has to keep to what is known', () => {
    expect(errorsOf(ThreadItem, { type: 'hologram' })).toEqual([['id', undefined]]);
    expect(errorsOf(TurnStatus, 5)).toEqual([['', 5]]);
    expect(errorsOf(CodexErrorInfo, { httpConnectionFailed: { httpStatusCode: '500' } })).toEqual([
      ['httpConnectionFailed.httpStatusCode', '500'],
    ]);
    expect(McpElicitationPrimitiveSchema.is({ type: 'date' })).toBe(false);
  });
});

describe('an optional field', () => {
  it('may be absent, and null where the schema says so', () => {
    expect(ThreadStartParams.is({})).toBe(true);
    expect(ThreadStartParams.is({ model: null })).toBe(true);
    expect(ThreadStartParams.is({ model: 'x', config: { any: ['thing'] } })).toBe(true);
    expect(errorsOf(ThreadStartParams, { experimentalRawEvents: null })).toEqual([
      ['experimentalRawEvents', null],
    ]);
  });

  it('is not asked for in the params of a method that has none', () => {
    expect(clientRequestParams['memory/reset'].is({})).toBe(true);
    expect(clientRequestParams['memory/reset'].is(null)).toBe(false);
    expect(clientRequestParams['account/rateLimits/read'].is({})).toBe(true);
  });
});

describe('an error', () => {
  it('has the path to every wrong field, through objects, arrays and variants', () => {
    const value = {
      threadId: 7,
      turnId: 'turn-1',
      startedAtMs: 0.5,
      item: {
        type: 'userMessage',
        id: 'a',
        content: [
          { type: 'text', text: 'x' },
          { type: 'text', text: null },
        ],
      },
    };
    expect(errorsOf(ItemStartedNotification, value)).toEqual([
      ['item.content.1.text', null],
      ['startedAtMs', 0.5],
      ['threadId', 7],
    ]);
  });

  it('names the definition at each step', () => {
    const decoded = TurnCompletedNotification.decode({ threadId: 't', turn: { ...turn, id: 1 } });
    const [error] = decoded._tag === 'Left' ? decoded.left : [];
    expect(error?.context.map(({ key, type }) => `${key}: ${type.name}`)).toEqual([
      ': TurnCompletedNotification',
      'turn: Turn',
      'id: string',
    ]);
  });
});

describe('a number', () => {
  it.each([2 ** 53 + 2, 1e21, -(2 ** 63)])('may be %p where an integer is due', (startedAt) => {
    expect(TurnCompletedNotification.is({ threadId: 't', turn: { ...turn, startedAt } })).toBe(true);
  });
});

describe('names of the prototype', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])('%p is data', (name) => {
    const item = parsed(`{"type":${JSON.stringify(name)},"id":"a"}`);
    expect(ThreadItem.is(item)).toBe(true);
    expect(AskForApproval.is(parsed(`{${JSON.stringify(name)}:1}`))).toBe(true);
    expect(ServerNotification.is({ method: name, params: {} })).toBe(true);
    expect(name in serverNotificationParams).toBe(false);
    expect(name in serverNotificationScopes).toBe(false);
    const env = parsed(`{"command":["ls"],"env":{${JSON.stringify(name)}:"x"}}`);
    expect(clientRequestParams['command/exec'].is(env)).toBe(true);
    const badEnv = parsed(`{"command":["ls"],"env":{${JSON.stringify(name)}:1}}`);
    expect(errorsOf(clientRequestParams['command/exec'], badEnv)).toEqual([[`env.${name}`, 1]]);
  });

  it('as a field of its own does not stand in for a missing one', () => {
    const value = parsed('{"__proto__":{"threadId":"t","turn":{}}}');
    expect(errorsOf(TurnCompletedNotification, value).map(([path]) => path)).toEqual(['threadId', 'turn']);
  });
});

describe('depth', () => {
  it('of a value that may be anything does not matter', () => {
    const depth = 100_000;
    const deep = `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    const call = parsed(
      `{"threadId":"t","turnId":"u","startedAtMs":1,"item":{"type":"dynamicToolCall","id":"a","tool":"x","status":"inProgress","arguments":${deep}}}`,
    );
    expect(ItemStartedNotification.is(call)).toBe(true);
    expect(CommandExecutionRequestApprovalParams.decode(parsed(deep))._tag).toBe('Left');
  });
});

describe('importing the generated code', () => {
  it('makes codecs that have looked at nothing yet, and nothing else', () => {
    const made: Record<string, number> = {};
    const counted = (file: 'runtime' | 'struct'): void => {
      const path = `../../../lib/protocol/${file}`;
      jest.doMock(path, () => {
        const actual = jest.requireActual<Readonly<Record<string, unknown>>>(path);
        const count =
          (name: string, make: (...args: never[]) => unknown) =>
          (...args: never[]) => {
            made[name] = (made[name] ?? 0) + 1;
            return make(...args);
          };
        return Object.fromEntries(
          Object.entries(actual).map(([name, value]) => [
            name,
            typeof value === 'function' ? count(name, value as (...args: never[]) => unknown) : value,
          ]),
        );
      });
    };
    jest.isolateModules(() => {
      counted('runtime');
      counted('struct');
      const fresh = jest.requireActual<{ Turn: { is(value: unknown): boolean } }>(
        '../../../lib/protocol/generated/definitions',
      );
      expect(Object.keys(made).sort()).toEqual(['lazy', 'openEnum', 'struct', 'structWithRest']);
      expect(fresh.Turn.is(turn)).toBe(true);
      expect(made['isString']).toBe(2);
    });
    jest.dontMock('../../../lib/protocol/runtime');
    jest.dontMock('../../../lib/protocol/struct');
  });
});
