import { join } from 'node:path';
import { firstValueFrom } from 'rxjs';
import type { Approval, CodexClientOptions, Diagnostic, TurnResult } from '../../lib/index';
import type { ThreadStartParams } from '../../lib/protocol';
import { serverRequestScopes } from '../../lib/protocol';
import { applyPatch, attempts, fail, text, toolCall, type ModelScript } from '../../lib/testing';
import { chatgptToken } from '../support/chatgpt-token';
import { withRealCodex } from '../support/real-codex';

const config = { features: { request_permissions_tool: true, default_mode_request_user_input: true } };

/** The model calls one tool and says what it was told. */
const calls =
  (name: string, args: object, namespace?: string): ModelScript =>
  ({ call, toolOutputs }) =>
    call === 0
      ? toolCall(name, args, namespace === undefined ? {} : { namespace })
      : text(toolOutputs[0]!.output);

/** Runs a turn and returns what the model was told, and what was refused. */
const told = async (
  script: ModelScript,
  client: CodexClientOptions = {},
  more: {
    readonly config?: object;
    readonly decide?: (approval: Approval) => unknown;
    readonly params?: ThreadStartParams;
  } = {},
): Promise<{ readonly said: string | null; readonly refused: readonly (string | undefined)[] }> => {
  const refused: Diagnostic[] = [];
  let said: string | null = null;
  const real = { script, client, config: { ...config, ...more.config } };
  await withRealCodex(real, async (codex) => {
    codex.client.diagnostics$.subscribe((one) => one.kind === 'refused' && refused.push(one));
    if (more.decide) codex.client.approvals$.subscribe(more.decide);
    const thread = await firstValueFrom(codex.client.startThread({ cwd: codex.codex.cwd, ...more.params }));
    const result = await firstValueFrom(thread.run('go'));
    expect([result.status, codex.codex.model.errors]).toEqual(['completed', []]);
    said = result.finalResponse;
  });
  return { said, refused: refused.map(({ method }) => method) };
};

describe('a new token, when the provider refuses the one of a ChatGPT account', () => {
  const needsAccount = { model_providers: { scripted: { requires_openai_auth: true } } };
  const refresh = 'account/chatgptAuthTokens/refresh';

  /** Runs a turn whose model call is refused with 401 as often as it is made with the first token. */
  const run = (client: CodexClientOptions, use: (result: TurnResult, refused: readonly string[]) => void) =>
    withRealCodex(
      { script: () => attempts(fail({ status: 401 }), text('renewed')), client, config: needsAccount },
      async ({ client: codex, codex: { cwd } }) => {
        const refused: string[] = [];
        codex.diagnostics$.subscribe(({ kind, method }) => kind === 'refused' && refused.push(method!));
        const tokens = { accessToken: chatgptToken('1'), chatgptAccountId: 'acct-1' };
        await firstValueFrom(codex.api.account.login.start({ type: 'chatgptAuthTokens', ...tokens }));
        const thread = await firstValueFrom(codex.startThread({ cwd }));
        use(await firstValueFrom(thread.run('go')), refused);
      },
    );

  test('is given by its handler', async () => {
    const renew = jest.fn(() => ({ accessToken: chatgptToken('2'), chatgptAccountId: 'acct-1' }));
    await run({ handlers: { [refresh]: renew } }, ({ finalResponse }, refused) => {
      expect([finalResponse, renew.mock.calls.length, refused]).toEqual(['renewed', 1, []]);
    });
  });

  test('is not made up when nobody is there: the turn fails', async () => {
    await run({}, ({ status, error }, refused) => {
      expect([status, refused]).toEqual(['failed', [refresh]]);
      expect(error?.message).toContain('-32601');
    });
  });
});

describe('permissions', () => {
  const ask = calls('request_permissions', {
    permissions: { network: { enabled: true } },
    reason: 'to look',
  });

  test('are granted for the turn by an approval', async () => {
    const kinds: string[] = [];
    const decide = (approval: Approval): boolean => {
      kinds.push(`${approval.kind}: ${approval.reason?.text}`);
      return approval.accept();
    };
    const { said } = await told(ask, {}, { decide });
    expect(kinds).toEqual(['permissions: to look']);
    expect(JSON.parse(said!)).toMatchObject({ permissions: { network: { enabled: true } }, scope: 'turn' });
  });

  test('are not granted when nobody is there', async () => {
    const { said, refused } = await told(ask);
    expect(refused).toEqual(['item/permissions/requestApproval']);
    expect(said).not.toContain('"enabled":true');
  });
});

describe('a question to the person', () => {
  const options = [
    { label: 'TS (Recommended)', description: 'typed' },
    { label: 'JS', description: 'plain' },
  ];
  const ask = calls('request_user_input', {
    questions: [{ id: 'lang', header: 'Lang', question: 'Which?', options }],
  });

  test('is answered by its handler', async () => {
    const { said } = await told(ask, {
      handlers: {
        'item/tool/requestUserInput': ({ questions }) => ({
          answers: { [questions[0]!.id]: { answers: [questions[0]!.options![0]!.label] } },
        }),
      },
    });
    expect(said).toContain('TS (Recommended)');
  });

  test('is left unanswered when nobody is there', async () => {
    const { said, refused } = await told(ask);
    expect(refused).toEqual(['item/tool/requestUserInput']);
    expect(said).not.toContain('TS (Recommended)');
  });
});

describe('a question of an MCP server', () => {
  const server = { command: process.execPath, args: [join(__dirname, '../support/mcp-server.cjs')] };
  const more = { config: { mcp_servers: { tiny: server } } };
  const ask = calls('ask', {}, 'mcp__tiny');

  test('is answered by its handler', async () => {
    const { said } = await told(
      ask,
      {
        handlers: {
          'mcpServer/elicitation/request': (params) => ({
            action: 'accept',
            content: { name: `asked: ${String('message' in params && params.message)}` },
            _meta: null,
          }),
        },
      },
      more,
    );
    expect(said).toContain('asked: Your name?');
  });

  test('is declined when nobody is there', async () => {
    const { said, refused } = await told(ask, {}, more);
    expect(refused).toEqual(['mcpServer/elicitation/request']);
    expect(said).toContain('decline');
  });
});

describe('without anybody there', () => {
  test('file changes are declined, and the turn goes on', async () => {
    const script: ModelScript = ({ call }) =>
      call === 0
        ? applyPatch('*** Begin Patch\n*** Add File: added.txt\n+x\n*** End Patch')
        : text('went on');
    const { said, refused } = await told(script);
    expect([said, refused]).toEqual(['went on', ['item/fileChange/requestApproval']]);
  });

  test('a tool that nobody runs is a failed call', async () => {
    const tool = {
      type: 'function',
      name: 'nobody',
      description: 'x',
      inputSchema: { type: 'object' },
    } as const;
    const { said, refused } = await told(calls('nobody', {}), {}, { params: { dynamicTools: [tool] } });
    expect([said, refused]).toEqual(['This client has no such tool.', ['item/tool/call']]);
  });

  /** What the real server cannot be brought to ask here; the fake one asks it in the tests of the client. */
  const notProvoked = {
    'attestation/generate': 'only of clients that the provider attests',
    'currentTime/read': 'only in features that are off in this version',
    applyPatchApproval: 'of the protocol before threads',
    execCommandApproval: 'of the protocol before threads',
  };

  test('every kind of request is refused here or by a fake server', () => {
    const provoked = [
      'item/commandExecution/requestApproval',
      'item/fileChange/requestApproval',
      'item/permissions/requestApproval',
      'item/tool/requestUserInput',
      'mcpServer/elicitation/request',
      'item/tool/call',
      'account/chatgptAuthTokens/refresh',
    ];
    expect([...provoked, ...Object.keys(notProvoked)].sort()).toEqual(
      Object.keys(serverRequestScopes).sort(),
    );
  });
});
