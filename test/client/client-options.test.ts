import { checkSettings, clientSettings, type CodexClientOptions } from '../../lib/client/client-options';
import { longestTimerMs } from '../../lib/client/timer-ms';
import { defaultTurnBounds } from '../../lib/router/turn-registry';

const check = (options: CodexClientOptions): void => checkSettings(clientSettings(options, '1.2.3'));

test('every option has a default, and the defaults are usable', () => {
  const settings = clientSettings({}, '1.2.3');
  expect(settings).toEqual({
    clientInfo: { name: 'codex-rx', title: 'codex-rx', version: '1.2.3' },
    experimentalApi: true,
    optOutNotificationMethods: [],
    capabilities: {},
    requestTimeout: 60_000,
    maxInFlight: 64,
    handlers: {},
    handlerTimeout: 300_000,
    tools: [],
    unhandled: 'refuse',
    validate: true,
    replay: defaultTurnBounds,
    allowDefaultConfig: false,
    debug: undefined,
  });
  expect(() => checkSettings(settings)).not.toThrow();
});

test('what is given is taken, bounds one by one', () => {
  const debug = (): void => undefined;
  const given = {
    clientInfo: { name: 'me', version: '9' },
    experimentalApi: false,
    optOutNotificationMethods: ['skills/changed'],
    capabilities: { requiredHumanApproval: true },
    requestTimeout: 5,
    maxInFlight: 96,
    handlers: { 'item/tool/call': () => ({ contentItems: [], success: true }) },
    handlerTimeout: 6,
    tools: [],
    unhandled: 'observe',
    validate: false,
    allowDefaultConfig: true,
    debug,
  } as const;
  expect(clientSettings({ ...given, replay: { maxEvents: 7 } }, '')).toEqual({
    ...given,
    replay: { ...defaultTurnBounds, maxEvents: 7 },
  });
});

test('replay: false keeps the bounds of what waits for the first subscriber, and nothing for later ones', () => {
  const settings = clientSettings({ replay: false }, '');
  expect(settings.replay).toEqual({ ...defaultTurnBounds, keeps: false });
  expect(() => checkSettings(settings)).not.toThrow();
  expect(clientSettings({ replay: {} }, '').replay.keeps).toBe(true);
});

test('times that no timer can hold are the longest that one can', () => {
  const { requestTimeout, handlerTimeout } = clientSettings(
    { requestTimeout: Infinity, handlerTimeout: 1e12 },
    '',
  );
  expect([requestTimeout, handlerTimeout]).toEqual([longestTimerMs, longestTimerMs]);
});

test.each<[string, CodexClientOptions, string]>([
  ['maxInFlight below 1', { maxInFlight: 0 }, 'maxInFlight is 0; it takes a whole number from 1 to 96.'],
  ['maxInFlight that the queue of the server does not take', { maxInFlight: 97 }, 'from 1 to 96'],
  ['a part of a request', { maxInFlight: 1.5 }, 'maxInFlight is 1.5'],
  ['no time for an answer', { requestTimeout: 0 }, 'requestTimeout is 0; it takes a number of ms above 0.'],
  ['NaN', { requestTimeout: NaN }, 'requestTimeout is NaN'],
  ['a time that is text', { requestTimeout: '5' as never }, 'requestTimeout is 5'],
  ['a negative time for handlers', { handlerTimeout: -1 }, 'handlerTimeout is -1'],
  [
    'negative bounds',
    { replay: { finishedTurns: -1 } },
    'replay.finishedTurns is -1; it takes a whole number from 0.',
  ],
  ['a bound that is no number', { replay: { maxBytes: null as never } }, 'replay.maxBytes is null'],
  [
    'a handler that is no function',
    { handlers: { 'item/tool/call': {} as never } },
    'The handler of item/tool/call is not a function.',
  ],
  [
    'an opt-out that would blind the client',
    { optOutNotificationMethods: ['skills/changed', 'turn/completed'] },
    'turn/completed',
  ],
])('%s is refused, and the message says what it takes', (_, options, message) => {
  expect(() => check(options)).toThrow(
    expect.objectContaining({ name: 'CodexOptionsError', message: expect.stringContaining(message) }),
  );
});

test.each<[string, CodexClientOptions]>([
  [
    'bounds of zero and none',
    { replay: { maxEvents: 0, maxBytes: Infinity, finishedTurns: 0, finishedBytes: Infinity } },
  ],
  ['no time limit', { requestTimeout: Infinity, handlerTimeout: Infinity }],
  ['a handler that is undefined', { handlers: { 'item/tool/call': undefined as never } }],
  ['the ends of the range', { maxInFlight: 1 }],
  [
    'opting out of the config warning where its effect is allowed',
    { allowDefaultConfig: true, optOutNotificationMethods: ['configWarning'] },
  ],
])('%s are fine', (_, options) => {
  expect(() => check(options)).not.toThrow();
});

test('opting out of the config warning is refused where it matters', () => {
  expect(() => check({ optOutNotificationMethods: ['configWarning'] })).toThrow('configWarning');
});
