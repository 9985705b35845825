import type { Protocol } from '../model/protocol.js';
import { refsOf, type Definition } from '../model/type-node.js';
import { CHECKS } from './checks.js';
import { codecDeclaration, codecRenderer } from './codecs.js';
import { sourceFile, wordsOf, type GeneratedFile, type Imports } from './source.js';
import { comment } from './text.js';
import { declaration } from './types.js';

/** Where the codecs take what they are made of from. */
const VALUES: readonly Imports[] = [
  {
    from: '../runtime.js',
    names: [
      'array',
      'boolean',
      'closedEnum',
      'integer',
      'isObject',
      'keyedUnion',
      'lazy',
      'literal',
      'nil',
      'nullable',
      'number',
      'openEnum',
      'record',
      'string',
      'taggedUnion',
      'union',
      'unknown',
    ],
  },
  { from: '../struct.js', names: [...CHECKS, 'struct', 'structWithRest'] },
];
const TYPES: Imports = {
  from: '../runtime.js',
  names: ['Unrecognized', 'UnrecognizedObject'],
  types: true,
};

const MOST_USERS = 3;

/** What a definition without a description is for: which method or which other definition uses it. */
const purposes = (protocol: Protocol): ReadonlyMap<string, string> => {
  const purpose = new Map<string, string>();
  const add = (name: string | undefined, text: string): void => {
    if (name !== undefined && !purpose.has(name)) purpose.set(name, text);
  };
  for (const { method, params, result } of protocol.clientRequests) {
    add(params, `The params of \`${method}\`.`);
    add(result, `The result of \`${method}\`.`);
  }
  for (const { method, params } of protocol.serverNotifications) add(params, `The params of \`${method}\`.`);
  for (const { method, params, result } of protocol.serverRequests) {
    add(params, `The params of \`${method}\`, which the server asks.`);
    add(result, `The answer to \`${method}\`.`);
  }
  const users = new Map<string, string[]>();
  for (const { name, type } of protocol.definitions.values()) {
    for (const used of refsOf(type)) users.set(used, [...(users.get(used) ?? []), name]);
  }
  for (const [name, by] of users) {
    add(
      name,
      `Part of ${by
        .sort()
        .slice(0, MOST_USERS)
        .map((user) => `{@link ${user}}`)
        .join(', ')}.`,
    );
  }
  return purpose;
};

/** Renders every definition: its type and its codec. */
export const renderDefinitions = (protocol: Protocol): GeneratedFile => {
  const purpose = purposes(protocol);
  const codecs = codecRenderer(protocol.definitions);
  const rendered = [...protocol.definitions.values()]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((definition) => ({ definition, codec: codecs.definition(definition) }));
  const block = (definition: Definition, codec: string): string => {
    const { name, doc, experimental } = definition;
    const text = comment(doc, experimental).replace(/^\/\*\* @experimental \*\/\n$/, '');
    const described =
      text === '' ? comment(purpose.get(name) ?? `\`${name}\` of the protocol.`, experimental) : text;
    return `${described}${declaration(definition)}${codecDeclaration(name, codec)}`;
  };
  const body = rendered.map(({ definition, codec }) => block(definition, codec)).join('\n');
  // The words of the types are others: `string` there is no codec.
  const words = wordsOf(rendered.map(({ codec }) => codec).join('\n'));
  const values = VALUES.map((entry) => ({
    ...entry,
    names: [...entry.names].filter((name) => words.has(name)),
  }));
  return sourceFile(protocol, 'definitions.ts', body, [...values, TYPES]);
};
