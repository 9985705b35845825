import type { Definitions, Field, StructNode, TypeNode } from '../model/type-node.js';
import type { OverrideTracker } from '../overrides/tracker.js';
import type { Method } from './methods.js';

/** Where a message says what it belongs to. */
export interface Scope {
  readonly kind: 'turn' | 'thread' | 'global' | 'connection';
  readonly stability: Method['stability'];
  readonly thread?: string;
  readonly turn?: string;
  readonly item?: string;
  readonly opens?: true;
  readonly delta?: readonly string[];
}

interface IdPath {
  readonly path: string;
  /** Whether the id is always there. */
  readonly sure: boolean;
}

/** Ids that a message carries as fields of its own, by preference. */
const FIELDS = {
  thread: ['threadId', 'conversationId'],
  turn: ['turnId'],
  item: ['itemId', 'callId'],
} as const;

/** Objects that a message carries whole, and whose `id` counts. */
const OBJECTS = { thread: 'thread', turn: 'turn', item: 'item' } as const;

const isString = (node: TypeNode, definitions: Definitions): boolean => {
  if (node.kind === 'string') return true;
  if (node.kind === 'nullable') return isString(node.of, definitions);
  const target = node.kind === 'ref' ? definitions.get(node.name)?.type : undefined;
  return target !== undefined && isString(target, definitions);
};

const holdsId = (node: TypeNode, definitions: Definitions): boolean => {
  const target = node.kind === 'ref' ? definitions.get(node.name)?.type : node;
  if (target?.kind === 'union') return target.of.every((member) => holdsId(member, definitions));
  if (target?.kind === 'tagged')
    return target.variants.every((variant) => holdsId(variant.type, definitions));
  if (target?.kind !== 'struct') return false;
  return target.fields.some((field) => field.name === 'id' && isString(field.type, definitions));
};

const pathTo = (
  fields: readonly Field[],
  what: keyof typeof FIELDS,
  definitions: Definitions,
): IdPath | undefined => {
  for (const name of FIELDS[what]) {
    const field = fields.find((candidate) => candidate.name === name);
    if (field && isString(field.type, definitions)) {
      return { path: name, sure: !field.optional && field.type.kind !== 'nullable' };
    }
  }
  const whole = fields.find((field) => field.name === OBJECTS[what]);
  if (whole && holdsId(whole.type, definitions))
    return { path: `${OBJECTS[what]}.id`, sure: !whole.optional };
  return undefined;
};

/** The fields that every form of a definition has. */
export const fieldsOf = (name: string | undefined, definitions: Definitions): readonly Field[] => {
  const structs = (node: TypeNode | undefined): readonly StructNode[] => {
    switch (node?.kind) {
      case 'struct':
        return [node];
      case 'ref':
        return structs(definitions.get(node.name)?.type);
      case 'nullable':
        return structs(node.of);
      case 'tagged':
        return node.variants.flatMap((variant) => structs(variant.type));
      default:
        return [];
    }
  };
  const [first, ...others] = structs(name === undefined ? undefined : definitions.get(name)?.type);
  return (first?.fields ?? []).filter((field) =>
    others.every((other) => other.fields.some((candidate) => candidate.name === field.name)),
  );
};

/** Fields that two adjacent deltas must share to be one; ids of thread and turn agree by then. */
const deltaKeys = (fields: readonly Field[], definitions: Definitions): readonly string[] | undefined => {
  const names = fields.map((field) => field.name);
  const delta = fields.find((field) => field.name === 'delta');
  if (!delta || !isString(delta.type, definitions) || !names.includes('itemId')) return undefined;
  return ['itemId', ...names.filter((name) => !['delta', 'itemId', 'threadId', 'turnId'].includes(name))];
};

const kindOf = (thread: IdPath | undefined, turn: IdPath | undefined): Scope['kind'] => {
  if (turn?.sure) return 'turn';
  return thread?.sure ? 'thread' : 'global';
};

/** Derives where a server request says what it belongs to. */
export const requestScopeOf = (method: Method, definitions: Definitions): Scope => {
  const { opens: _opens, ...scope } = notificationScopeOf(method, definitions);
  return scope;
};

/** Derives where a notification says what it belongs to, and what it means for its turn. */
export const notificationScopeOf = (
  method: Method,
  definitions: Definitions,
  overrides?: OverrideTracker,
): Scope => {
  const fields = fieldsOf(method.params, definitions);
  const thread = pathTo(fields, 'thread', definitions);
  const turn = pathTo(fields, 'turn', definitions);
  const item = pathTo(fields, 'item', definitions);
  const delta = deltaKeys(fields, definitions);
  const derived = kindOf(thread, turn);
  const kind = derived === 'global' && overrides?.get('connection', method.method) ? 'connection' : derived;
  const opens = method.method === 'turn/started' || (kind === 'turn' && method.method.startsWith('item/'));
  return {
    kind,
    stability: method.stability,
    ...(thread ? { thread: thread.path } : {}),
    ...(turn ? { turn: turn.path } : {}),
    ...(item ? { item: item.path } : {}),
    ...(opens ? { opens: true } : {}),
    ...(delta ? { delta } : {}),
  };
};
