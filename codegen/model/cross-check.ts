import { CodegenError } from '../errors.js';
import { childrenOf, type Definition, type TypeNode } from './type-node.js';

/** The fields and the strings of a type, written out as they are compared. */
const wordsOf = (type: TypeNode): ReadonlySet<string> => {
  const words = new Set<string>();
  const visit = (node: TypeNode): void => {
    if (node.kind === 'struct') node.fields.forEach((field) => words.add(`.${field.name}`));
    if (node.kind === 'keyed') node.variants.forEach((variant) => words.add(`.${variant.name}`));
    if (node.kind === 'keyed' || node.kind === 'enum')
      node.members.forEach((member) => words.add(`"${member.value}"`));
    if (node.kind === 'tagged') node.variants.forEach((variant) => words.add(`"${variant.value}"`));
    childrenOf(node).forEach(visit);
  };
  visit(type);
  return words;
};

/**
 * Refuses a definition whose fields or strings differ between the JSON schema and the TypeScript output: one of the
 * two is wrong about the wire, and only a person can tell which.
 */
export const refuseDifference = (schema: Definition, typescript: Definition): void => {
  const left = wordsOf(schema.type);
  const right = wordsOf(typescript.type);
  const differing = [
    ...[...left].filter((word) => !right.has(word)).map((word) => `${word} in the schema only`),
    ...[...right].filter((word) => !left.has(word)).map((word) => `${word} in the TypeScript output only`),
  ];
  if (differing.length === 0) return;
  throw new CodegenError(
    `The two outputs disagree about ${schema.name}: ${differing.join(', ')}. Find out what the wire has and add an override (camelCase, rest).`,
  );
};
