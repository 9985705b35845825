import { isBuiltin } from 'node:module';
import { importsOf, type Import } from '../imports';
import { isEntry, stageOf, type Sources } from '../sources';

/** These stages stay free of RxJS, so that another stream library needs only the others. */
const WITHOUT_RXJS = new Set(['errors', 'wire', 'protocol', 'view']);

const judge = (stage: string | undefined, { specifier, typeOnly }: Import): string | undefined => {
  switch (specifier) {
    case 'rxjs':
      return stage !== undefined && WITHOUT_RXJS.has(stage) ? `lib/${stage} stays free of RxJS` : undefined;
    case 'rxjs/testing':
      return stage === 'testing' ? undefined : 'rxjs/testing belongs in lib/testing';
    case 'io-ts':
      return stage === 'protocol' || typeOnly ? undefined : 'io-ts is used at run time in lib/protocol only';
    case '@angular/core':
      return stage === 'angular' ? undefined : '@angular/core belongs in lib/angular';
    case 'ws':
      return stage === 'bridge' ? undefined : 'ws belongs in lib/bridge';
    default:
      // The ESM loader of Node cannot load `fp-ts/Either`, and bundlers warn of `fp-ts/lib/Either.js`.
      if (/^fp-ts\/lib\/\w+(\.js)?$/.test(specifier) && typeOnly) return undefined;
      return `${specifier} is not a package that lib/ may use here`;
  }
};

/** Packages are imported only where they belong; fp-ts only as types; nothing that is no declared dependency. */
export const checkPackages = ({ files }: Sources): readonly string[] => {
  const faults: string[] = [];
  for (const [path, file] of files) {
    if (!path.startsWith('lib/')) continue;
    for (const one of importsOf(file)) {
      if (one.target !== undefined || isBuiltin(one.specifier)) continue;
      const fault = judge(isEntry(path) ? undefined : stageOf(path), one);
      if (fault !== undefined) faults.push(`${one.at}: ${fault}`);
    }
  }
  return faults;
};
