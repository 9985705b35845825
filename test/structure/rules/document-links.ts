import { posix } from 'node:path';
import type { Files } from '../sources';

/** Links and images of Markdown, without their titles; code blocks and code spans are taken out before. */
const LINK = /\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g;
const CODE = /^(`{3,}|~{3,})[\s\S]*?^\1|`[^`\n]*`/gm;

const blank = (code: string): string => code.replace(/[^\n]/g, ' ');

/** Every relative link of a document leads to a file or a folder of the repository. */
export const checkDocumentLinks = (documents: Files, paths: readonly string[]): readonly string[] => {
  const known = new Set(paths);
  for (const path of paths) {
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) known.add(folder);
  }
  return Object.entries(documents).flatMap(([path, text]) =>
    [...text.replace(CODE, blank).matchAll(LINK)].flatMap((match) => {
      const [target = ''] = (match[1] ?? '').split('#');
      if (target === '' || /^[a-z][a-z+.-]*:/i.test(target)) return [];
      const file = posix.join(posix.dirname(path), target).replace(/\/$/, '');
      if (known.has(file)) return [];
      const line = text.slice(0, match.index).split('\n').length;
      return [`${path}:${String(line)}: links to ${target}, which does not exist`];
    }),
  );
};
