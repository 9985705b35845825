import { parseSources } from '../sources';
import { checkNodeBuiltins } from './node-builtins';

const check = (path: string, text: string) => checkNodeBuiltins(parseSources({ [path]: text }));

describe('checkNodeBuiltins', () => {
  it.each([
    ['lib/transport/stdio.node.ts', "import { spawn } from 'node:child_process';"],
    ['lib/testing/model/server.ts', "import { createServer } from 'node:http';"],
    ['lib/bridge/relay.ts', "import { createServer } from 'node:http';"],
    ['lib/node.ts', "export { stdio } from './transport/stdio.node.js';"],
    ['lib/client/a.ts', "import { of } from 'rxjs';"],
  ])('allows %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });

  it.each([
    ['lib/transport/stdio.ts', "import { spawn } from 'node:child_process';", 'names the Node module'],
    ['lib/client/a.node.ts', "import { spawn } from 'node:child_process';", 'names the Node module'],
    ['lib/wire/a.ts', "import type { Readable } from 'node:stream';", 'names the Node module'],
    ['lib/index.ts', "const later = () => import('fs');", 'names the Node module fs'],
    ['lib/errors/a.ts', "type S = import('node:stream').Readable;", 'names the Node module'],
    ['lib/testing/a.ts', "import { readFile } from 'fs/promises';", 'write node:fs/promises'],
    ['lib/index.ts', "export { stdio } from './transport/stdio.node.js';", 'runs in Node only'],
    ['lib/client/a.ts', "import { stdio } from '../transport/stdio.node.js';", 'runs in Node only'],
  ])('refuses %s: %s', (path, text, fault) => {
    expect(check(path, text)).toEqual([expect.stringContaining(fault)]);
  });
});
