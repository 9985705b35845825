import type { Definition, Field, KeyedNode, StructNode, TaggedNode, TypeNode } from '../model/type-node.js';
import { comment, key, quoted } from './text.js';

const ANY_OBJECT = '{ readonly [key: string]: unknown }';
const EMPTY_OBJECT = 'Record<string, never>';

const unique = (texts: readonly string[]): string => [...new Set(texts)].join(' | ');

const fieldText = (field: Field): string => {
  const doc = comment(field.doc, field.experimental);
  return `${doc}readonly ${key(field.name)}${field.optional ? '?' : ''}: ${typeText(field.type)};\n`;
};

const restText = (struct: StructNode): string => {
  if (struct.rest === undefined) return '';
  if (struct.rest.kind === 'unknown') return 'readonly [key: string]: unknown;\n';
  // An index signature has to allow the known fields too.
  const types = [struct.rest, ...struct.fields.map((field) => field.type)].map(typeText);
  return `readonly [key: string]: ${unique([...types, 'undefined'])};\n`;
};

/** The members of an object type, without its braces. */
export const structBody = (struct: StructNode): string =>
  struct.fields.map(fieldText).join('') + restText(struct);

const taggedText = ({ tag, variants, shared = [] }: TaggedNode): string => {
  const known = shared.map(({ name, type, optional }) => fieldText({ name, type, optional })).join('');
  return unique([
    ...variants.map((variant) => typeText(variant.type)),
    `{ readonly ${key(tag)}: Unrecognized; ${known} readonly [key: string]: unknown }`,
  ]);
};

const keyedText = ({ members, variants }: KeyedNode): string =>
  unique([
    ...members.map((member) => quoted(member.value)),
    ...variants.map((variant) => `{ ${fieldText({ ...variant, optional: false })} }`),
    'Unrecognized',
    'UnrecognizedObject',
  ]);

const elementText = (node: TypeNode): string => {
  const text = typeText(node);
  return /^[\w.]+$/.test(text) ? text : `(${text})`;
};

/** A type as TypeScript writes it. */
export const typeText = (node: TypeNode): string => {
  switch (node.kind) {
    case 'unknown':
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return node.kind;
    case 'integer':
      return 'number';
    case 'literal':
      return quoted(node.value);
    case 'enum':
      return unique([
        ...node.members.map((member) => quoted(member.value)),
        ...(node.closed ? [] : ['Unrecognized']),
      ]);
    case 'ref':
      return node.name;
    case 'nullable':
      return unique([typeText(node.of), 'null']);
    case 'array':
      return `readonly ${elementText(node.of)}[]`;
    case 'record':
      return `{ readonly [key: string]: ${typeText(node.of)} }`;
    case 'struct':
      return node.fields.length === 0 && node.rest === undefined ? ANY_OBJECT : `{ ${structBody(node)} }`;
    case 'tagged':
      return taggedText(node);
    case 'keyed':
      return keyedText(node);
    case 'union':
      return unique(node.of.map(typeText));
  }
};

/** The exported declaration of a definition's type. */
export const declaration = ({ name, type }: Definition): string => {
  if (type.kind === 'struct' && type.fields.length > 0)
    return `export interface ${name} {\n${structBody(type)}}\n`;
  // Params without fields must stay empty when they are written, while an answer may always gain fields.
  const empty = type.kind === 'struct' && type.rest === undefined && name.endsWith('Params');
  return `export type ${name} = ${empty ? EMPTY_OBJECT : typeText(type)};\n`;
};
