import type { Files } from '../sources';

/** Folders that exist on one machine only. */
const MACHINE_PATH =
  /(?<![\w.~-])\/(?:work|tmp|root|home|Users|workspace|mnt)\/[\w.-]+|\b[A-Z]:\\+Users\\+\w+/g;
/** Hosts that packages are fetched from, and credentials for them. */
const REGISTRY = /\bregistry\.[\w-]+(?:\.[\w-]+)+|"resolved": "https?:[^"]*|\b_authToken\b/g;

const find = (files: Files, pattern: RegExp, what: string): readonly string[] =>
  Object.entries(files).flatMap(([path, text]) =>
    [...text.matchAll(pattern)].map((match) => {
      const line = text.slice(0, match.index).split('\n').length;
      return `${path}:${String(line)}: names ${what} ${match[0]}`;
    }),
  );

/** No file names a path of somebody's machine or the host of a package registry. */
export const checkCleanTree = (files: Files): readonly string[] => [
  ...find(files, MACHINE_PATH, 'the machine path'),
  ...find(files, REGISTRY, 'the registry'),
];
