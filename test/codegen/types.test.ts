import { dumpOnce } from './support/dump-once';
import { clientRequestTraits } from '../../lib/protocol/generated/client-request-traits';
import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes';
import { compile, protocolDeclarations } from './support/compile';

/** Top-level names of the TypeScript output that mean something else under `v2/`. */
const RENAMED: Readonly<Record<string, string>> = {
  SessionSource: 'LegacySessionSource',
  WebSearchAction: 'ResponsesApiWebSearchAction',
};

/** The two ways in which the TypeScript output is known to be off: JSON has no bigint, and no undefined in a map. */
const normalized = (path: string, text: string): string => {
  const plain = text.replace(/\bbigint\b/g, 'number').replace(/\[key in string\]\?:/g, '[key in string]:');
  // The spelled-out open case, which swallows every known member; Unrecognized stands for it in ours.
  return path === 'v2/CodexErrorInfo' ? plain.replace(' | string | { [key: string]: unknown };', ';') : plain;
};

let declarations: ReadonlyMap<string, string> = new Map();

beforeAll(() => {
  declarations = protocolDeclarations();
}, 60_000);

/** A program of one file beside the declarations of the protocol. */
const consumer = (text: string): ReadonlyMap<string, string> =>
  new Map([['consumer.ts', text], ...declarations]);

describe('the generated types and those of generate-ts', () => {
  it('are assignable, every one', async () => {
    const { typescript } = (await dumpOnce()).experimental;
    const paths = [...typescript.keys()].filter((path) => !path.startsWith('serde_json/'));
    const checks = paths.map((path, index) => {
      const name = path.replace(/^v2\//, '');
      const ours = (name === path ? RENAMED[name] : undefined) ?? name;
      return (
        `import type { ${name} as T${index} } from './theirs/${path}.js';\n` +
        `export const check${index}: (value: T${index}) => Ours.${ours} = (value) => value;\n`
      );
    });
    const planted = 'export const planted: (value: { id: number }) => Ours.Thread = (value) => value;\n';
    const start = "import type * as Ours from './generated/definitions.js';\n";
    const files = new Map(consumer(`${start}${checks.join('')}${planted}`));
    for (const [path, text] of typescript) files.set(`theirs/${path}.ts`, normalized(path, text));
    const { errors } = await compile(files);
    const found = errors.filter((error) => !error.startsWith('export const planted'));
    console.info(
      `${checks.length} types of generate-ts --experimental checked, ${found.length} not assignable`,
    );
    expect(found).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(checks.length).toBeGreaterThan(900);
  }, 60_000);
});

describe('the declarations of the generated types', () => {
  it('narrow by every known member, and leave the open case over', async () => {
    const { errors } = await compile(
      consumer(`import type { CodexErrorInfo, ThreadItem, TurnStatus } from './generated/definitions.js';
import type { Unrecognized } from './runtime.js';

export const status = (value: TurnStatus): string => {
  switch (value) {
    case 'completed': { const exact: 'completed' = value; return exact; }
    case 'interrupted': case 'failed': case 'inProgress': { const exact: 'interrupted' | 'failed' | 'inProgress' = value; return exact; }
    default: { const open: Unrecognized = value; return open.toUpperCase(); }
  }
};
export const item = (value: ThreadItem): string => {
  const id: string = value.id;
  if (value.type === 'agentMessage') return value.text;
  if (value.type === 'commandExecution') return value.aggregatedOutput ?? value.command;
  return id;
};
export const openCase = (value: Extract<ThreadItem, { readonly type: Unrecognized }>): unknown => value['anything'];
export const error = (value: CodexErrorInfo): number | string | null | undefined => {
  if (typeof value === 'string') return value === 'badRequest' ? 400 : value;
  if ('httpConnectionFailed' in value) return value.httpConnectionFailed.httpStatusCode;
  return undefined;
};
// @ts-expect-error an arbitrary string is not a status
export const wrong: TurnStatus = 'finished' as string;
// @ts-expect-error nor is it one of the known
export const misspelt: TurnStatus = 'complete';
// @ts-expect-error there is nothing of that name at run time
export { Unrecognized } from './runtime.js';
`),
    );
    expect(errors).toEqual([]);
  }, 60_000);

  it('say of each codec what it is', () => {
    expect(declarations.get('generated/definitions.d.ts')).toContain(
      'const Thread: t.Type<Thread, Thread, unknown>;',
    );
    expect(declarations.get('runtime.d.ts')).toContain('declare enum UnrecognizedValue');
  });

  it('type 200 calls in under 60,000 instantiations', async () => {
    const requests = Object.keys(clientRequestTraits);
    const notifications = Object.keys(serverNotificationScopes).slice(0, 200 - requests.length);
    const calls = [
      ...requests.map(
        (method) =>
          `request('${method}', {} as ClientRequests['${method}']['params']).then((result) => use(result));`,
      ),
      ...notifications.map((method) => `on('${method}', (params) => use(params));`),
    ];
    const program = (body: readonly string[]) =>
      consumer(`import type { ClientRequestMethod, ClientRequests } from './generated/client-requests.js';
import type { ServerNotificationMethod, ServerNotifications } from './generated/server-notifications.js';
declare const request: <M extends ClientRequestMethod>(
  method: M,
  params?: ClientRequests[M]['params'],
) => Promise<ClientRequests[M]['result']>;
declare const on: <M extends ServerNotificationMethod>(method: M, next: (params: ServerNotifications[M]) => void) => void;
declare const use: (value: unknown) => void;
${body.join('\n')}
void request('thread/start', { model: 'x' }).then(({ thread }) => thread.id.length);
// @ts-expect-error the params of another method
void request('turn/interrupt', { input: [] });
// @ts-expect-error no such method
void request('thread/stop');
`);
    const { errors, instantiations } = await compile(program(calls));
    const { instantiations: without } = await compile(program([]));
    console.info(
      `${calls.length} typed calls: ${instantiations} instantiations, ${without} without the calls`,
    );
    expect(errors).toEqual([]);
    expect(calls).toHaveLength(200);
    expect(instantiations).toBeLessThan(60_000);
  }, 60_000);
});
