import fc from 'fast-check';
import { CodexClosedError } from '../../lib/errors/codex-closed-error';
import { CodexTimeoutError } from '../../lib/errors/codex-timeout-error';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import { requestsUnderTest } from '../support/requests';

describe('how requests end', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  describe('at their deadline', () => {
    it('which counts from the write, not from the subscription', () => {
      const { send, requests, written } = requestsUnderTest({ maxInFlight: 1 });
      send('first');
      const second = send('second', { timeout: 50 });
      jest.advanceTimersByTime(1_000);
      expect(second).toEqual([]);
      requests.settle({ id: 1, result: 1 });
      expect(written).toHaveLength(2);
      jest.advanceTimersByTime(49);
      expect(second).toEqual([]);
      jest.advanceTimersByTime(1);
      expect(second).toEqual([{ error: new CodexTimeoutError('second', 50) }]);
    });

    it('which frees the slot, and reports the answer that comes too late', () => {
      const { send, requests, written, diagnostics } = requestsUnderTest({ maxInFlight: 1 });
      const first = send('first', { timeout: 50 });
      const second = send('second');
      jest.advanceTimersByTime(50);
      expect(written).toHaveLength(2);
      requests.settle({ id: 1, result: 'late' });
      expect(first).toHaveLength(1);
      expect(diagnostics).toEqual([expect.objectContaining({ kind: 'response' })]);
      requests.settle({ id: 2, result: 2 });
      expect(second).toEqual([2, 'complete']);
    });

    it('which also frees the slot of a request that nobody waits for', () => {
      const { requests, send, written } = requestsUnderTest({ maxInFlight: 1 });
      requests.send('abandoned', {}, { lane: 'slotted', timeout: 50 }).subscribe().unsubscribe();
      send('next');
      jest.advanceTimersByTime(50);
      expect(written).toHaveLength(2);
    });

    it('which an answer lifts', () => {
      const { send, requests } = requestsUnderTest();
      const seen = send('first', { timeout: 50 });
      requests.settle({ id: 1, result: 1 });
      expect(jest.getTimerCount()).toBe(0);
      jest.advanceTimersByTime(100);
      expect(seen).toEqual([1, 'complete']);
    });

    it('or never, where they have none', () => {
      const { send } = requestsUnderTest();
      const seen = send('command/exec', { lane: 'unslotted' });
      jest.advanceTimersByTime(1e9);
      expect(seen).toEqual([]);
    });
  });

  describe('with the connection', () => {
    const error = new CodexTransportError('gone');

    it('as never sent or with an unknown outcome, whichever is true', () => {
      const { send, requests } = requestsUnderTest({ maxInFlight: 1 });
      const [written, waiting, overtaking] = [send('one'), send('two'), send('three', { lane: 'bypass' })];
      requests.fail(error);
      const about = (subject: string, outcome: string) => [
        { error: expect.objectContaining({ subject: `request ${subject}`, outcome, cause: error }) },
      ];
      expect(written).toEqual(about('one', 'unknown'));
      expect(waiting).toEqual(about('two', 'not-sent'));
      expect(overtaking).toEqual(about('three', 'unknown'));
      expect(requests.counts()).toEqual({ pending: 0, queued: 0 });
    });

    it('and so does everything that waited for the handshake, and everything that comes later', () => {
      const { send, requests, written } = requestsUnderTest({ open: false });
      const early = send('early');
      requests.fail(new CodexClosedError());
      const late = [send('late'), send('late', { lane: 'now' })];
      for (const seen of [early, ...late]) {
        expect(seen).toEqual([{ error: expect.any(CodexClosedError) }]);
        expect(seen).toMatchObject([{ error: { outcome: 'not-sent' } }]);
      }
      requests.open();
      expect(written).toEqual([]);
    });

    it('leaving no timer, and an answer after it matches nothing', () => {
      const { send, requests, diagnostics } = requestsUnderTest();
      send('one', { timeout: 50 });
      send('two', { lane: 'unslotted', timeout: 50 });
      requests.fail(error);
      expect(jest.getTimerCount()).toBe(0);
      requests.settle({ id: 1, result: 1 });
      expect(diagnostics.map(({ kind }) => kind)).toEqual(['response']);
    });

    it('each once, also when the end of one makes its subscriber ask again', () => {
      const { requests, written } = requestsUnderTest();
      const seen: unknown[] = [];
      const ask = (times: number): void => {
        requests.send('again', {}, { lane: 'slotted', timeout: undefined }).subscribe({
          error: (lost: unknown) => {
            seen.push((lost as CodexTransportError).outcome);
            if (times > 0) ask(times - 1);
          },
        });
      };
      ask(2);
      requests.fail(error);
      expect(seen).toEqual(['unknown', 'not-sent', 'not-sent']);
      expect(written).toHaveLength(1);
    });
  });

  describe('when they cannot be written', () => {
    const failing = (error: Error) =>
      requestsUnderTest({ maxInFlight: 1, onWrite: () => Promise.reject(error) });

    it('with what the transport says, and a diagnostic', async () => {
      const error = new CodexTransportError('full');
      const { send, requests, diagnostics } = failing(error);
      const [first, second] = [send('one', { timeout: 50 }), send('two')];
      await jest.advanceTimersByTimeAsync(0);
      const lossOf = (method: string): unknown =>
        expect.objectContaining({ subject: `request ${method}`, outcome: 'unknown', cause: error });
      expect([first, second]).toEqual([[{ error: lossOf('one') }], [{ error: lossOf('two') }]]);
      expect(diagnostics).toEqual(
        ['one', 'two'].map((method) => expect.objectContaining({ kind: 'send', method, cause: error })),
      );
      expect([requests.counts(), jest.getTimerCount()]).toEqual([{ pending: 0, queued: 0 }, 0]);
    });

    it('without disturbing what was answered or lost before', async () => {
      const { send, requests, diagnostics } = failing(new Error('after all'));
      const answered = send('one');
      requests.settle({ id: 1, result: 1 });
      const lost = send('two');
      requests.fail(new CodexTransportError('gone'));
      await jest.advanceTimersByTimeAsync(0);
      expect(answered).toEqual([1, 'complete']);
      expect(lost).toEqual([{ error: expect.objectContaining({ outcome: 'unknown' }) }]);
      expect(diagnostics).toEqual([]);
    });
  });

  it('exactly once, whatever happens in whatever order', () => {
    const operation = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('slotted', 'unslotted', 'bypass', 'now').map((lane) => ({ lane })),
      },
      { weight: 4, arbitrary: fc.nat(40).map((settle) => ({ settle })) },
      { weight: 1, arbitrary: fc.nat(40).map((leave) => ({ leave })) },
      { weight: 1, arbitrary: fc.nat(120).map((wait) => ({ wait })) },
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 120 }), (operations) => {
        const { requests, written } = requestsUnderTest({ maxInFlight: 3 });
        const calls: { ends: number; left: boolean; leave: () => void }[] = [];
        for (const step of operations) {
          if ('wait' in step) jest.advanceTimersByTime(step.wait);
          else if ('settle' in step) requests.settle({ id: step.settle, result: 'answer' });
          else if ('leave' in step) calls[step.leave]?.leave();
          else {
            const call = { ends: 0, left: false, leave: (): void => undefined };
            const subscription = requests
              .send('any', {}, { lane: step.lane, timeout: 100 })
              .subscribe({ error: () => (call.ends += 1), complete: () => (call.ends += 1) });
            call.leave = () => {
              call.left ||= call.ends === 0;
              subscription.unsubscribe();
            };
            calls.push(call);
          }
        }
        requests.fail(new CodexTransportError('gone'));
        expect(calls.map(({ ends, left }) => ends + Number(left))).toEqual(calls.map(() => 1));
        expect([requests.counts(), jest.getTimerCount()]).toEqual([{ pending: 0, queued: 0 }, 0]);
        expect(new Set(written.map(({ id }) => id)).size).toBe(written.length);
      }),
    );
  });
});
