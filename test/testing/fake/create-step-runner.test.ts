import {
  ask,
  byCall,
  cancelTurn,
  choose,
  raw,
  times,
  reply,
  resumeReading,
  send,
  sendTogether,
  stopReading,
  waitFor,
} from '../../../lib/testing/fake/fake-steps.js';
import { agentMessageDelta } from '../../../lib/testing/messages/item-messages.js';
import { commandApproval } from '../../../lib/testing/messages/server-requests.js';
import { delay } from '../../../lib/testing/model/delay.js';
import { withFakeServer } from '../support/running-fake.js';

const note = (n: unknown) => ({ method: 'note', params: { n } });
const notes = (messages: { method?: string; params?: { n: unknown } }[]) =>
  messages.filter(({ method }) => method === 'note').map(({ params }) => params!.n);

test('place holders are filled from the message at hand', () =>
  withFakeServer(
    {
      on: {
        look: [
          send(note(['$id', '$method', '$threadId', '$turnId', '$call', '$launch', '$params.a.1'])),
          reply({ now: '$now', text: 'call {{call}} of {{params.name}}' }),
        ],
      },
    },
    async (server) => {
      await server.request('look', { a: [1, 'x'], threadId: 't', turnId: 'u', name: 'me' });
      const result = await server.request('look', { name: 'you' });
      expect(notes(server.messages)).toEqual([
        [1, 'look', 't', 'u', 0, 0, 'x'],
        [2, 'look', '', '', 1, 0, null],
      ]);
      expect(result).toEqual({ now: expect.any(Number), text: 'call 1 of you' });
      expect(Math.abs(Date.now() - result.now)).toBeLessThan(60_000);
    },
  ));

test('a hundred thousand messages come whole, in order, counted', () =>
  withFakeServer(
    { on: { go: [times(100_000, send(agentMessageDelta('m', '{{index}},'))), reply({})] } },
    async (server) => {
      await server.request('go', { threadId: 't', turnId: 'u' });
      const deltas = server.messages.slice(0, -1).map(({ params }) => params.delta);
      expect(deltas.length).toBe(100_000);
      expect(deltas.every((delta, index) => delta === `${index},`)).toBe(true);
      expect(server.messages[7]).toEqual(agentMessageDelta('m', '7,', { threadId: 't', turnId: 'u' }));
    },
  ));

test('messages sent together come in one chunk', () =>
  withFakeServer(
    { on: { go: [sendTogether(...Array.from({ length: 20 }, (_, n) => note(n)))] } },
    async (server) => {
      const chunks: string[] = [];
      server.child.stdout!.on('data', (chunk: string) => chunks.push(chunk));
      server.send({ method: 'go' });
      await server.until('the last', ({ params }) => params?.n === 19);
      expect(chunks).toHaveLength(1);
    },
  ));

test('a request of the server waits for its answer, and what follows can use it', () =>
  withFakeServer(
    {
      on: {
        go: [
          ask(commandApproval('i', 'ls')),
          send(note('$answer.result.decision')),
          choose('$answer.result.decision', { accept: [send(note('ran'))] }, [send(note('refused'))]),
        ],
        other: [
          ask({ method: 'q', params: { threadId: '$threadId' } }, { id: 'mine', wait: false }),
          send(note('at once')),
        ],
      },
      onAnswer: { q: [send(note('$answer.error.message'))] },
    },
    async (server) => {
      server.send({ method: 'go', params: { threadId: 't', turnId: 'u' } });
      expect(await server.until('first', ({ id }) => id === 0)).toEqual({
        id: 0,
        ...commandApproval('i', 'ls', { threadId: 't', turnId: 'u' }),
      });
      server.send({ method: 'go' });
      await server.until('second', ({ id }) => id === 1);
      // The other one first; an answer to nothing is passed over.
      server.send({ id: 1, result: { decision: 'decline' } });
      server.send({ id: 99, result: {} });
      await server.until('refused', ({ params }) => params?.n === 'refused');
      server.send({ id: 0, result: { decision: 'accept' } });
      await server.until('ran', ({ params }) => params?.n === 'ran');
      server.send({ method: 'other', params: { threadId: 't' } });
      await server.until('at once', ({ params }) => params?.n === 'at once');
      server.send({ id: 'mine', error: { code: -1, message: 'no' } });
      await server.until('the error', ({ params }) => params?.n === 'no');
      expect(notes(server.messages)).toEqual(['decline', 'refused', 'accept', 'ran', 'at once', 'no']);
    },
  ));

test('each call of a method can have steps of its own', () =>
  withFakeServer(
    { on: { go: [byCall([reply('first')], [], [reply('third and later')])] } },
    async (server) => {
      expect(await server.request('go')).toBe('first');
      server.send({ id: 'silent', method: 'go' });
      expect(await server.request('go')).toBe('third and later');
      expect(await server.request('go')).toBe('third and later');
      expect(server.messages.some(({ id }) => id === 'silent')).toBe(false);
    },
  ));

test('steps wait for a word of the client, and for time', () =>
  withFakeServer(
    { on: { slow: [waitFor('test/go'), delay(40), reply('late')], fast: [reply('soon')] } },
    async (server) => {
      const late = server.request('slow');
      expect(await server.request('fast')).toBe('soon');
      const began = performance.now();
      server.send({ method: 'test/go' });
      expect(await late).toBe('late');
      expect(performance.now() - began).toBeGreaterThanOrEqual(39);
    },
  ));

test('an interrupt ends what the turn was still to do, and no other turn', () =>
  withFakeServer(
    {
      on: {
        'turn/start': [reply({}), waitFor('test/go'), send(note('$turnId'))],
        stop: [cancelTurn(), reply({})],
      },
    },
    async (server) => {
      for (let turn = 0; turn < 3; turn++) await server.request('turn/start', { threadId: 't' });
      await server.request('stop', { threadId: 't', turnId: 'turn-2' });
      server.send({ method: 'test/go' });
      await server.until('the last turn', ({ params }) => params?.n === 'turn-3');
      expect(notes(server.messages)).toEqual(['turn-1', 'turn-3']);
    },
  ));

test('reading can stop and go on', () =>
  withFakeServer(
    {
      on: {
        pause: [stopReading(), reply({}), delay(60), send(note('going on')), resumeReading()],
        ping: [reply('pong')],
      },
    },
    async (server) => {
      await server.request('pause');
      expect(await server.request('ping')).toBe('pong');
      expect(server.messages.map(({ result, params }) => result ?? params.n)).toEqual([
        {},
        'going on',
        'pong',
      ]);
    },
  ));

test('bytes come as they are, among the messages', () =>
  withFakeServer(
    { start: [send(note(1)), raw('not json\n'), raw(Buffer.from('{"cut":"é')), raw('"}\n'), send(note(2))] },
    async (server) => {
      await server.until('the last', ({ params }) => params?.n === 2);
      expect(server.garbage).toEqual(['not json']);
      expect(server.messages[1]).toEqual({ cut: 'é' });
    },
  ));
