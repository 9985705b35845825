import type { Definitions, Field, TypeNode } from '../model/type-node.js';
import { key, quoted } from './text.js';

/** What the text of a check refers to outside of itself. */
export interface CheckScope {
  readonly definitions: Definitions;
  /** The name of the codec of a type that no single word stands for; it has to be made outside of the check. */
  part(node: TypeNode): string;
}

/** A check by its name, and what it is given besides the value. */
type Call = readonly [name: string, ...args: readonly string[]];

/** The checks that exist in a form for fields that may be absent and may be null. */
const OR_NONE: ReadonlySet<string> = new Set([
  'fits',
  'isArray',
  'isBoolean',
  'isInteger',
  'isRecord',
  'isString',
]);

/** The checks that exist in a form for fields that may be absent. */
const OR_ABSENT: ReadonlySet<string> = new Set(['isArray', 'isBoolean', 'isInteger', 'isNumber', 'isString']);

/** What a check can call, by the names under which `struct.ts` exports it. */
export const CHECKS: readonly string[] = [
  ...['fits', 'isArray', 'isBoolean', 'isInteger', 'isLiteral', 'isNull', 'isNumber', 'isRecord', 'isString'],
  ...[...OR_NONE].map((name) => `${name}OrNone`),
  ...[...OR_ABSENT].map((name) => `${name}OrAbsent`),
];

const callText = ([name, ...args]: Call, value: string): string => `${name}(${[value, ...args].join(', ')})`;

const access = (field: string): string => (key(field) === field ? `v.${field}` : `v[${quoted(field)}]`);

/** Whether a definition is a string, whatever it is named. */
const isText = (name: string, definitions: Definitions): boolean => {
  const type = definitions.get(name)?.type;
  return type?.kind === 'string' || (type?.kind === 'enum' && !type.closed);
};

/** The codec that elements or values are checked with. */
const codecName = (node: TypeNode, scope: CheckScope): string => {
  switch (node.kind) {
    case 'unknown':
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
      return node.kind;
    case 'ref':
      return node.name;
    default:
      return scope.part(node);
  }
};

/** What a value that is neither absent nor null has to pass. */
const valueCheck = (node: TypeNode, scope: CheckScope): Call => {
  switch (node.kind) {
    case 'string':
      return ['isString'];
    case 'number':
      return ['isNumber'];
    case 'integer':
      return ['isInteger'];
    case 'boolean':
      return ['isBoolean'];
    case 'null':
      return ['isNull'];
    case 'literal':
      return ['isLiteral', quoted(node.value)];
    case 'enum':
      return node.closed ? ['fits', scope.part(node)] : ['isString'];
    case 'ref':
      return [isText(node.name, scope.definitions) ? 'isString' : 'fits', node.name];
    case 'array':
      return ['isArray', codecName(node.of, scope)];
    case 'record':
      return ['isRecord', codecName(node.of, scope)];
    default:
      return ['fits', scope.part(node)];
  }
};

const fieldCheck = ({ name, type, optional }: Field, scope: CheckScope): string => {
  const value = access(name);
  if (type.kind === 'unknown') return optional ? '' : `${value} !== undefined`;
  const nullable = type.kind === 'nullable';
  const [check, ...args] = valueCheck(nullable ? type.of : type, scope);
  const plain = callText([check, ...args], value);
  if (!optional) return nullable ? `(${value} === null || ${plain})` : plain;
  if ((nullable ? OR_NONE : OR_ABSENT).has(check))
    return callText([`${check}${nullable ? 'OrNone' : 'OrAbsent'}`, ...args], value);
  return `(${value} ${nullable ? '== null' : '=== undefined'} || ${plain})`;
};

/**
 * The check of an object, a function of `v`: every field one after the other, those that must be there first.
 *
 * Its body has braces because engines skip such a body until it is first called, while an expression is parsed along
 * with the module.
 */
export const checkText = (fields: readonly Field[], scope: CheckScope): string => {
  const ordered = [...fields.filter((field) => !field.optional), ...fields.filter((field) => field.optional)];
  const checks = ordered.map((field) => fieldCheck(field, scope)).filter((check) => check !== '');
  return checks.length === 0 ? 'isObject' : `(v) => { return isObject(v) && ${checks.join(' && ')}; }`;
};
