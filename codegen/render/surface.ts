import type { Protocol } from '../model/protocol.js';
import { sourceFile, type GeneratedFile } from './source.js';
import { comment, key, quoted } from './text.js';

type Request = Protocol['clientRequests'][number];

const docOf = ({ method, stability }: Request): string =>
  comment(`Cold: sends \`${method}\` and emits its checked result once.`, stability === 'experimental');

/** Renders the names of the methods of a thread or a turn, as types and as a table. */
const methodsFile = (protocol: Protocol, on: 'thread' | 'turn'): GeneratedFile => {
  const rows = protocol.clientRequests.flatMap((request) =>
    'on' in request.surface && request.surface.on === on ? [{ request, ...request.surface }] : [],
  );
  const type = on === 'thread' ? 'ThreadMethodNames' : 'TurnMethodNames';
  const row = (method: string, text: string | undefined): string =>
    `readonly [${quoted(method)}${text === undefined ? '' : `, ${quoted(text)}`}]`;
  const members = rows.map(
    ({ request, name, text }) => `${docOf(request)}readonly ${key(name)}: ${row(request.method, text)};\n`,
  );
  const entries = rows.map(
    ({ request, name, text }) =>
      `${key(name)}: [${[request.method, ...(text === undefined ? [] : [text])].map(quoted).join(', ')}],\n`,
  );
  const body =
    `/** What the methods of a ${on} send; second, the field that a bare string stands for. */\n` +
    `export interface ${type} {\n${members.join('')}}\n\n` +
    `/** The same as a table. */\nexport const ${on}Methods: ${type} = /*#__PURE__*/ table<${type}>({\n${entries.join('')}});\n`;
  return sourceFile(protocol, `${on}-methods.ts`, body, [{ from: '../table.js', names: ['table'] }]);
};

/** Requests by their path; `own` is the request whose path ends here. */
interface Branch {
  own?: Request;
  readonly below: Map<string, Branch>;
}

const branch = (): Branch => ({ below: new Map() });

const treeOf = (protocol: Protocol): Branch => {
  const root = branch();
  for (const request of protocol.clientRequests) {
    if (!('path' in request.surface)) continue;
    let at = root;
    for (const segment of request.surface.path) {
      const next = at.below.get(segment) ?? branch();
      at.below.set(segment, next);
      at = next;
    }
    at.own = request;
  }
  return root;
};

const membersOf = ({ below }: Branch): string =>
  [...below]
    .map(([name, { own, below: deeper }]) => {
      const doc = own ? docOf(own) : '';
      if (deeper.size === 0 && own) return `${doc}readonly ${key(name)}: ${quoted(own.method)};\n`;
      const self = own ? `readonly [self]: ${quoted(own.method)};\n` : '';
      return `${doc}readonly ${key(name)}: {\n${self}${membersOf({ below: deeper })}};\n`;
    })
    .join('');

const apiFile = (protocol: Protocol): GeneratedFile => {
  const methods = protocol.clientRequests
    .filter(({ surface }) => 'path' in surface)
    .map(({ method }) => `${quoted(method)},\n`);
  const body =
    `/** Where a request stands whose path is also the beginning of others. */\nexport declare const self: unique symbol;\n\n` +
    `/** The requests that belong to no thread, by their path. */\nexport interface ApiMethodNames {\n${membersOf(treeOf(protocol))}}\n\n` +
    `/** The same as a list. */\nexport const apiMethods: readonly ClientRequestMethod[] = [\n${methods.join('')}];\n`;
  return sourceFile(protocol, 'api-methods.ts', body, [
    { from: './client-requests.js', names: ['ClientRequestMethod'], types: true },
  ]);
};

/** Renders what users find requests under: the methods of threads and of turns, and the paths of the rest. */
export const renderSurface = (protocol: Protocol): readonly GeneratedFile[] => [
  methodsFile(protocol, 'thread'),
  methodsFile(protocol, 'turn'),
  apiFile(protocol),
];
