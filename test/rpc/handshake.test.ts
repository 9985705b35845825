import { NEVER, of, throwError } from 'rxjs';
import { CodexProtocolError } from '../../lib/errors/codex-protocol-error';
import { initializeParams, readServerInfo, shakeHands, type ServerInfo } from '../../lib/rpc/handshake';
import { InitializeParams } from '../../lib/protocol/generated/definitions';
import { generatedCodexVersion } from '../../lib/protocol/generated/version';
import { createOutbound } from '../../lib/rpc/outbound';
import { valuesOf } from '../support/operator-cases';
import { requestsUnderTest } from '../support/requests';

const options = {
  clientInfo: { name: 'my-app', title: 'My app', version: '1.0.0' },
  experimentalApi: true,
  optOutNotificationMethods: [],
  capabilities: {},
};
const userAgent = 'my-app/0.169.0 (Debian 12.0.0; x86_64) xterm (my-app; 1.0.0)';

const infoOf = (result: unknown): unknown => valuesOf(readServerInfo(of(result)))[0];

describe('initializeParams', () => {
  it('says who the client is and what it wants, as the protocol has it', () => {
    const params = initializeParams(options);
    expect(params).toEqual({ clientInfo: options.clientInfo, capabilities: { experimentalApi: true } });
    expect(InitializeParams.is(params)).toBe(true);
  });

  it('names opt-outs when there are some', () => {
    const params = initializeParams({
      ...options,
      experimentalApi: false,
      optOutNotificationMethods: ['warning'],
    });
    expect(params).toMatchObject({
      capabilities: { experimentalApi: false, optOutNotificationMethods: ['warning'] },
    });
    expect(InitializeParams.is(params)).toBe(true);
  });
});

describe('readServerInfo', () => {
  it('reads what the server says of itself', () => {
    const result = { userAgent, codexHome: '/codex', platformFamily: 'unix', platformOs: 'linux', more: 1 };
    expect(valuesOf(readServerInfo(of(result)))).toEqual([
      {
        userAgent,
        version: '0.169.0',
        codexHome: '/codex',
        platformFamily: 'unix',
        platformOs: 'linux',
      } satisfies ServerInfo,
      'complete',
    ]);
  });

  it.each([
    [userAgent, '0.169.0'],
    ['my-app/0.170.0-alpha.3 (Mac OS 15.1; arm64) (my-app; 1)', '0.170.0-alpha.3'],
    ['my-app/0.169.0+build.5 (Debian)', '0.169.0+build.5'],
    ['my/app/0.169.0 (Debian)', '0.169.0'],
    ['my-app/2.0.0/0.169.0 (Debian)', '0.169.0'],
    ['0.1.2/0.169.0 (Debian)', '0.169.0'],
    ['my-app/0.169.0', '0.169.0'],
    ['my-app/unknown (Debian 12.0.0; x86_64)', undefined],
    ['my-app (Debian 12.0.0/3)', undefined],
    ['', undefined],
  ])('finds in %j the version %j', (text, version) => {
    expect(infoOf({ userAgent: text })).toMatchObject({ userAgent: text, version });
  });

  it('does without what an older server leaves out, or says otherwise', () => {
    expect(infoOf({ userAgent, codexHome: 7, platformOs: null })).toEqual({
      userAgent,
      version: '0.169.0',
      codexHome: undefined,
      platformFamily: undefined,
      platformOs: undefined,
    });
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [7],
    [[]],
    [{}],
    [{ userAgent: 7 }],
    [{ serverInfo: { name: 'other' } }],
  ])('takes %j for the answer of something else', (result) => {
    expect(infoOf(result)).toEqual({ error: expect.any(CodexProtocolError) });
  });

  it('errors with the request, and waits as long as it does', () => {
    const error = new Error('lost');
    expect(valuesOf(readServerInfo(throwError(() => error)))).toEqual([{ error }]);
    expect(valuesOf(readServerInfo(NEVER))).toEqual([]);
  });
});

describe('shakeHands', () => {
  const setUp = () => {
    const { requests, written, send } = requestsUnderTest({ open: false });
    const posted: unknown[] = [];
    const diagnostics: unknown[] = [];
    const post = (text: string): Promise<void> => {
      posted.push(JSON.parse(text));
      return Promise.resolve();
    };
    const report = (diagnostic: unknown): void => void diagnostics.push(diagnostic);
    const outbound = createOutbound(post, report, undefined);
    const hands$ = shakeHands({ ...options, requests, outbound, report, requestTimeout: 50 });
    return { hands$, requests, written, send, posted, diagnostics };
  };
  const answer = `my-app/${generatedCodexVersion} (Debian)`;

  it('asks, waits, confirms, and only then lets requests through', () => {
    const { hands$, requests, written, send, posted, diagnostics } = setUp();
    expect(written).toEqual([]);
    const seen = valuesOf(hands$);
    send('thread/start');
    expect([written, posted]).toEqual([
      [{ id: 1, method: 'initialize', params: initializeParams(options) }],
      [],
    ]);
    requests.settle({ id: 1, result: { userAgent: answer } });
    expect(seen).toEqual([expect.objectContaining({ version: generatedCodexVersion }), 'complete']);
    expect(posted).toEqual([{ method: 'initialized' }]);
    expect(written.map(({ method }) => method)).toEqual(['initialize', 'thread/start']);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    ['my-app/0.1.0 (Debian)', '0.1.0'],
    ['my-app', 'of an unknown version'],
  ])('reports a server of another version and goes on: %j', (text, version) => {
    const { hands$, requests, diagnostics } = setUp();
    const seen = valuesOf(hands$);
    requests.settle({ id: 1, result: { userAgent: text } });
    expect(seen.at(-1)).toBe('complete');
    const message = `The server is codex ${version}; the codecs are of ${generatedCodexVersion}.`;
    expect(diagnostics).toEqual([{ kind: 'version', message }]);
  });

  it.each([{ error: { code: -32600, message: 'Not so' } }, { result: {} }])(
    'errors and lets nothing through when it is refused with %j',
    (refusal) => {
      const { hands$, requests, written, send, posted } = setUp();
      const seen = valuesOf(hands$);
      send('thread/start');
      requests.settle({ id: 1, ...refusal });
      expect(seen).toEqual([{ error: expect.any(Error) }]);
      expect([posted, written.length]).toEqual([[], 1]);
    },
  );
});
