import { importsOf } from '../imports';
import { isEntry, stageOf, type Sources } from '../sources';

/** What a folder may import of another: everything, one file, or types alone. */
type Permission =
  | string
  | { readonly folder: string; readonly file: string }
  | { readonly folder: string; readonly types: true };

const contract = { folder: 'transport', file: 'lib/transport/transport.ts' } as const;
const stages = ['errors', 'wire', 'transport', 'protocol', 'rpc', 'router', 'operators', 'view', 'client'];

/** The folders of `lib/` in the order data flows, each with the folders it may import. */
export const importTable: Readonly<Record<string, readonly Permission[]>> = {
  errors: [],
  wire: ['errors'],
  transport: ['wire', 'errors'],
  protocol: [{ folder: 'wire', types: true }, 'errors'],
  rpc: [contract, 'wire', 'protocol', 'errors'],
  router: ['protocol', 'errors'],
  operators: ['protocol', 'errors'],
  view: ['protocol', 'errors'],
  client: [contract, 'protocol', 'rpc', 'router', 'operators', 'view', 'errors'],
  bridge: stages,
  angular: stages,
  testing: stages,
};

const allows = (permission: Permission, folder: string, target: string, typeOnly: boolean): boolean => {
  if (typeof permission === 'string') return permission === folder;
  if (permission.folder !== folder) return false;
  return 'file' in permission ? permission.file === target : typeOnly;
};

/** A folder of `lib/` imports only the folders that the table names for it. */
export const checkImportTable = ({ files }: Sources): readonly string[] => {
  const faults: string[] = [];
  for (const [path, file] of files) {
    const stage = stageOf(path);
    if (stage === undefined) continue;
    const permissions = importTable[stage];
    if (permissions === undefined) {
      faults.push(`${path}: the folder lib/${stage} is not in the import table`);
      continue;
    }
    for (const { at, target, typeOnly } of importsOf(file)) {
      if (target === undefined || isEntry(target)) continue;
      const folder = stageOf(target);
      if (folder === stage) continue;
      if (folder === undefined || !permissions.some((one) => allows(one, folder, target, typeOnly))) {
        faults.push(`${at}: lib/${stage} may not import ${target}${typeOnly ? '' : ' at run time'}`);
      }
    }
  }
  return faults;
};
