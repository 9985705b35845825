import { take } from 'rxjs';
import { CodexEncodeError } from '../../lib/errors/codex-encode-error';
import { CodexProtocolError } from '../../lib/errors/codex-protocol-error';
import { CodexRequestError } from '../../lib/errors/codex-request-error';
import type { ResponseMessage } from '../../lib/wire/message';
import { valuesOf } from '../support/operator-cases';
import { requestsUnderTest } from '../support/requests';

const options = { lane: 'slotted', timeout: undefined } as const;

describe('createRequests', () => {
  describe('sends', () => {
    it('nothing before it is subscribed to, and one request per subscription', () => {
      const { requests, written } = requestsUnderTest();
      const request$ = requests.send('thread/read', { threadId: 't' }, options);
      expect(written).toEqual([]);
      const [first, second] = [valuesOf(request$), valuesOf(request$)];
      requests.settle({ id: 2, result: 'second' });
      requests.settle({ id: 1, result: 'first' });
      expect(written).toEqual([1, 2].map((id) => ({ id, method: 'thread/read', params: { threadId: 't' } })));
      expect([first, second]).toEqual([
        ['first', 'complete'],
        ['second', 'complete'],
      ]);
    });

    it.each([undefined, null])(
      'an object where there are no params (%s): the server insists on one',
      (params) => {
        const { send, written } = requestsUnderTest();
        send('account/logout', {}, params);
        expect(written).toEqual([{ id: 1, method: 'account/logout', params: {} }]);
      },
    );

    it('nothing that cannot be written, and takes no slot for it', () => {
      const { send, requests, written } = requestsUnderTest({ maxInFlight: 1 });
      const cycle: Record<string, unknown> = {};
      cycle['self'] = cycle;
      const deep: unknown = JSON.parse('['.repeat(200) + ']'.repeat(200));
      for (const params of [cycle, { big: 1n }, { deep }]) {
        expect(send('thread/read', {}, params)).toEqual([{ error: expect.any(CodexEncodeError) }]);
      }
      expect([written, requests.counts()]).toEqual([[], { pending: 0, queued: 0 }]);
      send('thread/read');
      expect(written).toHaveLength(1);
    });

    it('right after telling that it does', () => {
      const { send, written } = requestsUnderTest({ maxInFlight: 1 });
      const seen: number[] = [];
      const onWrite = (): void => void seen.push(written.length);
      send('one', { onWrite });
      send('two', { onWrite });
      expect(seen).toEqual([0]);
    });

    it('what may not wait although nothing else may be written yet, and outside the window', () => {
      const { send, requests, written } = requestsUnderTest({ open: false, maxInFlight: 1 });
      const queued = send('thread/start');
      const handshake = send('initialize', { lane: 'now' });
      expect(written.map(({ method }) => method)).toEqual(['initialize']);
      requests.settle({ id: written[0]!.id, result: {} });
      expect(handshake).toEqual([{}, 'complete']);
      requests.open();
      expect(written.map(({ method }) => method)).toEqual(['initialize', 'thread/start']);
      expect(queued).toEqual([]);
    });

    it('at most as many as may be in flight, and the next with each answer', () => {
      const { send, requests, written } = requestsUnderTest({ maxInFlight: 2 });
      for (const method of ['1', '2', '3', '4']) send(method);
      expect(requests.counts()).toEqual({ pending: 2, queued: 2 });
      requests.settle({ id: 2, error: { code: -1, message: 'no' } });
      expect(written.map(({ method }) => method)).toEqual(['1', '2', '3']);
      send('turn/interrupt', { lane: 'bypass' });
      expect(written.at(-1)!.method).toBe('turn/interrupt');
    });

    it('nothing that was unsubscribed while it waited', () => {
      const { requests, send, written } = requestsUnderTest({ maxInFlight: 1 });
      send('first');
      const waiting = requests.send('second', {}, options).subscribe();
      waiting.unsubscribe();
      expect(requests.counts()).toEqual({ pending: 1, queued: 0 });
      requests.settle({ id: 1, result: 1 });
      expect(written).toHaveLength(1);
    });
  });

  describe('an answer', () => {
    it('is handed on as it came, and the request completes', () => {
      const { send, requests } = requestsUnderTest();
      const results = [null, false, 0, '', { a: 1 }];
      const seen = results.map(() => send('thread/read'));
      results.forEach((result, index) => requests.settle({ id: index + 1, result }));
      expect(seen).toEqual(results.map((result) => [result, 'complete']));
    });

    it('may come while the request is written', () => {
      const { send, requests } = requestsUnderTest({
        maxInFlight: 1,
        onWrite: ({ id }) => requests.settle({ id, result: id }),
      });
      expect([1, 2, 3].map(() => send('thread/read'))).toEqual([1, 2, 3].map((id) => [id, 'complete']));
      expect(requests.counts()).toEqual({ pending: 0, queued: 0 });
    });

    it('that is an error keeps code, message and data', () => {
      const { send, requests } = requestsUnderTest();
      const seen = send('turn/steer');
      const error = { code: -32600, message: 'no active turn to steer', data: { why: 'idle' } };
      requests.settle({ id: 1, error });
      expect(seen).toEqual([{ error: expect.any(CodexRequestError) }]);
      expect(seen).toMatchObject([
        { error: { method: 'turn/steer', code: -32600, serverMessage: error.message, data: error.data } },
      ]);
    });

    it.each<[string, Partial<ResponseMessage>]>([
      ['both a result and an error', { result: 1, error: { code: 1, message: 'm' } }],
      ['both, the result being null', { result: null, error: { code: 1, message: 'm' } }],
      ['neither', {}],
      ['neither, the error being null', { error: null }],
      ['an error without code', { error: { message: 'm' } }],
      ['an error without message', { error: { code: 1 } }],
      ['an error with a fractional code', { error: { code: 1.5, message: 'm' } }],
      ['an error that is text', { error: 'no' }],
      ['an error that is false', { error: false }],
      ['an error that is a list', { error: [] }],
    ])('with %s fails that request alone', (_what, answer) => {
      const { send, requests, diagnostics } = requestsUnderTest();
      const [broken, other] = [send('thread/read'), send('thread/list')];
      requests.settle({ id: 1, ...answer });
      requests.settle({ id: 2, result: 'fine' });
      expect(broken).toEqual([{ error: expect.any(CodexProtocolError) }]);
      expect(other).toEqual(['fine', 'complete']);
      expect(diagnostics).toEqual([]);
    });

    it('with a result and an error that is null is a result', () => {
      const { send, requests } = requestsUnderTest();
      const seen = send('thread/read');
      requests.settle({ id: 1, result: 'fine', error: null });
      expect(seen).toEqual(['fine', 'complete']);
    });

    it.each<ResponseMessage['id']>(['1', 2, 0, -1, 1.0000000001, null, '', '__proto__', NaN])(
      'under the id %p belongs to no request: a diagnostic, and the request goes on',
      (id) => {
        const { send, requests, diagnostics } = requestsUnderTest();
        const seen = send('thread/read');
        const raw = { id, result: 'foreign' };
        requests.settle(raw);
        expect(diagnostics).toEqual([expect.objectContaining({ kind: 'response', raw })]);
        requests.settle({ id: 1, result: 'own' });
        expect(seen).toEqual(['own', 'complete']);
      },
    );

    it('that comes twice counts the first time', () => {
      const { send, requests, diagnostics } = requestsUnderTest();
      const seen = send('thread/read');
      requests.settle({ id: 1, result: 'first' });
      requests.settle({ id: 1, error: { code: 1, message: 'second' } });
      expect(seen).toEqual(['first', 'complete']);
      expect(diagnostics.map(({ kind }) => kind)).toEqual(['response']);
    });

    it('to a request that nobody waits for any more is dropped in silence, and only then frees its slot', () => {
      const { requests, send, written, diagnostics } = requestsUnderTest({ maxInFlight: 1 });
      requests.send('abandoned', {}, options).subscribe().unsubscribe();
      send('next');
      expect(written.map(({ method }) => method)).toEqual(['abandoned']);
      requests.settle({ id: 1, error: { code: 1, message: 'late' } });
      expect(written.map(({ method }) => method)).toEqual(['abandoned', 'next']);
      expect([diagnostics, requests.counts()]).toEqual([[], { pending: 1, queued: 0 }]);
    });
  });

  it('lets a subscriber react to one answer with the next request', () => {
    const { requests, send, written } = requestsUnderTest({ maxInFlight: 1 });
    const later: unknown[] = [];
    requests
      .send('first', {}, options)
      .pipe(take(1))
      .subscribe(() => later.push(send('second')));
    requests.settle({ id: 1, result: 1 });
    requests.settle({ id: 2, result: 2 });
    expect(written.map(({ method }) => method)).toEqual(['first', 'second']);
    expect(later).toEqual([[2, 'complete']]);
  });
});
