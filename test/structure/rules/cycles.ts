import { importsOf } from '../imports';
import type { Sources } from '../sources';

/** No file imports itself through others; imports of types count too. Each cycle is reported once. */
export const checkCycles = ({ files }: Sources): readonly string[] => {
  const faults: string[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];

  const visit = (path: string): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      faults.push(`cycle: ${[...trail.slice(start), path].join(' → ')}`);
      return;
    }
    const file = files.get(path);
    if (file === undefined || finished.has(path)) return;
    trail.push(path);
    for (const { target } of importsOf(file)) if (target !== undefined) visit(target);
    trail.pop();
    finished.add(path);
  };

  for (const path of files.keys()) visit(path);
  return faults;
};
