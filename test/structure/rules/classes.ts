import ts from 'typescript';
import { at, stageOf, walk, type Sources } from '../sources';

/** `class` is for errors: only lib/errors declares one. */
export const checkClasses = ({ files }: Sources): readonly string[] => {
  const faults: string[] = [];
  for (const [path, file] of files) {
    if (stageOf(path) === 'errors') continue;
    walk(file, (node) => {
      if (ts.isClassLike(node)) faults.push(`${at(node)}: a class outside lib/errors`);
    });
  }
  return faults;
};
