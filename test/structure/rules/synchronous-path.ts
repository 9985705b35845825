import ts from 'typescript';
import { at, stageOf, walk, type Sources } from '../sources';

/** The stages between the bytes and a subscriber that hold nothing asynchronous of their own. */
const SYNCHRONOUS = new Set(['wire', 'protocol', 'router', 'view']);
const SCHEDULERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Promise']);

const isAsync = (node: ts.Node): boolean =>
  ts.isAwaitExpression(node) ||
  (ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((one) => one.kind === ts.SyntaxKind.AsyncKeyword));

const isScheduler = (node: ts.Expression): boolean => ts.isIdentifier(node) && SCHEDULERS.has(node.text);

/** `setTimeout(…)`, `new Promise(…)` and `Promise.resolve(…)`. */
const schedules = (node: ts.Node): boolean => {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const { expression } = node;
  return isScheduler(ts.isPropertyAccessExpression(expression) ? expression.expression : expression);
};

/** No timer and no promise lies between a message and its subscribers, so that marble tests can drive the path. */
export const checkSynchronousPath = ({ files }: Sources): readonly string[] => {
  const faults: string[] = [];
  for (const [path, file] of files) {
    const stage = stageOf(path);
    if (stage === undefined || !SYNCHRONOUS.has(stage)) continue;
    walk(file, (node) => {
      if (isAsync(node) || schedules(node)) faults.push(`${at(node)}: lib/${stage} is synchronous`);
    });
  }
  return faults;
};
