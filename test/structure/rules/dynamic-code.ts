import ts from 'typescript';
import { at, walk, type Sources } from '../sources';

const isFunctionConstructor = (node: ts.Expression): boolean =>
  (ts.isIdentifier(node) && node.text === 'Function') ||
  (ts.isPropertyAccessExpression(node) && node.name.text === 'Function');

const isEval = (node: ts.Expression): boolean =>
  (ts.isIdentifier(node) && node.text === 'eval') ||
  (ts.isPropertyAccessExpression(node) && node.name.text === 'eval');

const isTimer = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) && (node.text === 'setTimeout' || node.text === 'setInterval');

const compiles = (node: ts.Node): boolean => {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  if (isFunctionConstructor(node.expression)) return true;
  if (!ts.isCallExpression(node)) return false;
  const first = node.arguments[0];
  return (
    isEval(node.expression) ||
    (isTimer(node.expression) && first !== undefined && ts.isStringLiteralLike(first))
  );
};

/** Nothing turns a string into code: content security policies forbid it. */
export const checkDynamicCode = ({ files }: Sources): readonly string[] => {
  const faults: string[] = [];
  for (const file of files.values()) {
    walk(file, (node) => {
      if (compiles(node)) faults.push(`${at(node)}: turns a string into code`);
    });
  }
  return faults;
};
