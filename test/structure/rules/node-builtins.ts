import { isBuiltin } from 'node:module';
import { importsOf } from '../imports';
import type { Sources } from '../sources';

const mayNameNode = (path: string): boolean =>
  /^lib\/transport\/(?:.*\/)?[^/]+\.node\.ts$/.test(path) || /^lib\/(?:bridge|testing)\//.test(path);

/** Only these run in Node alone, so only these may import a file that does. */
const mayImportNodeFiles = (path: string): boolean =>
  mayNameNode(path) || /^lib\/(?:node|bridge|testing)\.ts$/.test(path);

/** Node modules are named only in `*.node.ts` of transport, in bridge and in testing; nothing else imports those files. */
export const checkNodeBuiltins = ({ files }: Sources): readonly string[] => {
  const faults: string[] = [];
  for (const [path, file] of files) {
    for (const { at, specifier, target } of importsOf(file)) {
      if (isBuiltin(specifier) && !mayNameNode(path)) {
        faults.push(`${at}: names the Node module ${specifier}`);
      } else if (isBuiltin(specifier) && !specifier.startsWith('node:')) {
        faults.push(`${at}: write node:${specifier}`);
      } else if (target !== undefined && mayNameNode(target) && !mayImportNodeFiles(path)) {
        faults.push(`${at}: imports ${target}, which runs in Node only`);
      }
    }
  }
  return faults;
};
