import { delay } from '../../../lib/testing/model/delay.js';
import {
  ask,
  byCall,
  cancelTurn,
  choose,
  die,
  exit,
  grandchild,
  raw,
  times,
  reply,
  replyError,
  resumeReading,
  send,
  sendPart,
  sendTogether,
  stderr,
  stopReading,
  waitFor,
} from '../../../lib/testing/fake/fake-steps.js';
import { commandApproval } from '../../../lib/testing/messages/server-requests.js';
import { expectRefused } from '../support/refusals.js';

test('every step is plain data: what another process reads is what was written', () => {
  const steps = [
    send({ a: 1 }, { b: 2 }),
    sendTogether({ a: 1 }, { b: 2 }),
    sendPart({ a: 1 }, 3),
    reply({ ok: true }),
    replyError(-32001, 'no', { why: 1 }),
    ask(commandApproval('i', 'ls')),
    raw(new Uint8Array([0, 255])),
    stderr('text'),
    times(3, send({ n: '$index' }), delay(1)),
    choose('$answer.result.decision', { accept: [exit(0)] }, [exit(1)]),
    byCall([exit(0)], [exit(1)]),
    waitFor('test/go'),
    stopReading(),
    resumeReading(),
    grandchild(5),
    cancelTurn(),
    exit(3),
    die('SIGABRT'),
  ];
  // JSON knows no undefined: there, a field without a value is no field.
  expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
  expect(new Set(steps.map(({ type }) => type)).size).toBe(12);
});

test('the steps for answers are messages with the id at hand', () => {
  expect(reply(1).messages).toEqual([{ id: '$id', result: 1 }]);
  expect(replyError(-1, 'no').messages).toEqual([{ id: '$id', error: { code: -1, message: 'no' } }]);
  expect(replyError(-1, 'no', null).messages).toEqual([
    { id: '$id', error: { code: -1, message: 'no', data: null } },
  ]);
  expect(ask({ method: 'm', params: {} })).toMatchObject({ id: '$nextId', wait: true });
  expect(ask({ method: 'm', params: {} }, { id: 0, wait: false })).toMatchObject({ id: 0, wait: false });
});

test('bytes survive', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect([...Buffer.from(raw(bytes.subarray(3)).base64, 'base64')]).toEqual([...bytes.subarray(3)]);
  expect(Buffer.from(stderr('é').base64, 'base64').toString()).toBe('é');
});

test('nonsense is refused', () => {
  expectRefused(() => times(-1), /whole number from 0 upwards, not -1/);
  expectRefused(() => times(0.5), /not 0\.5/);
  expectRefused(() => byCall(), /at least one list of steps/);
});
