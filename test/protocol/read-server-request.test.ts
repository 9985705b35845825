import type { Diagnostic } from '../../lib/errors/diagnostic.js';
import { serverRequestParams } from '../../lib/protocol/generated/server-request-params.js';
import type { PayloadCodecs } from '../../lib/protocol/payload-codec.js';
import { createServerRequestReader } from '../../lib/protocol/read-server-request.js';
import type { RequestId, ServerRequestMessage } from '../../lib/wire/message.js';

const reader = (validate = true, codecs: PayloadCodecs = serverRequestParams) => {
  const reports: Diagnostic[] = [];
  const read = createServerRequestReader(codecs, validate, (report) => reports.push(report));
  return { read, reports };
};

const toolCall = (params: unknown, id: RequestId = 0): ServerRequestMessage => ({
  id,
  method: 'item/tool/call',
  params,
});
const good = {
  threadId: 't',
  turnId: 'u',
  callId: 'c',
  tool: 'x',
  namespace: null,
  arguments: { any: 'thing' },
};

describe('a server request', () => {
  it.each([0, -1, '', '0', '__proto__', 'a'])(
    'under the id %j that fits is the very object that was parsed',
    (id) => {
      const { read, reports } = reader();
      const message = toolCall(good, id);
      expect(read(message)).toBe(message);
      expect(reports).toEqual([]);
    },
  );

  it.each(['no/such/request', 'constructor', '__proto__', ''])(
    'of the unknown method %j is handed on',
    (method) => {
      // The tables of the library have no prototype; one that a user wrote has.
      for (const codecs of [serverRequestParams, {}]) {
        const { read, reports } = reader(true, codecs);
        const message = { id: 1, method, params: [1] };
        expect(read(message)).toBe(message);
        expect(reports).toEqual([]);
      }
    },
  );

  it.each<[string, unknown]>([
    ['without params', undefined],
    ['with params of another kind', 'text'],
    ['without a field', { ...good, turnId: undefined }],
    ['with a field of another kind', { ...good, callId: 7 }],
  ])('%s is a marked copy under the same id, with one diagnostic', (_, params) => {
    const { read, reports } = reader();
    const message = toolCall(params, '0');
    const before = structuredClone(message);
    expect(read(message)).toEqual({ ...before, invalid: true });
    expect(message).toEqual(before);
    expect(reports).toEqual([
      {
        kind: 'decode',
        method: 'item/tool/call',
        message: expect.stringMatching(/^The params of item\/tool\/call do not have their shape: \S/),
        raw: message,
      },
    ]);
  });

  it('is not looked at without validation', () => {
    const { read, reports } = reader(false);
    const message = toolCall(null);
    expect(read(message)).toBe(message);
    expect(reports).toEqual([]);
  });

  it('of every known method fails on params that are no object', () => {
    const { read, reports } = reader();
    const methods = Object.keys(serverRequestParams);
    expect(methods.length).toBeGreaterThanOrEqual(9);
    for (const method of methods) expect(read({ id: 1, method, params: 1 })).toHaveProperty('invalid', true);
    expect(reports.map(({ method }) => method)).toEqual(methods);
  });
});
