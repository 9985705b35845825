import { parseSources } from '../sources';
import { checkPackages } from './packages';

const check = (path: string, text: string) => checkPackages(parseSources({ [path]: text }));

describe('checkPackages', () => {
  it.each([
    ['lib/client/a.ts', "import { of } from 'rxjs';"],
    ['lib/protocol/a.ts', "import * as t from 'io-ts';"],
    ['lib/errors/a.ts', "import type { Errors } from 'io-ts';"],
    ['lib/protocol/a.ts', "import type { Either } from 'fp-ts/lib/Either.js';"],
    ['lib/testing/a.ts', "import { TestScheduler } from 'rxjs/testing'; import 'node:fs';"],
    ['lib/bridge/a.ts', "import { WebSocketServer } from 'ws';"],
    ['lib/angular/a.ts', "import { inject } from '@angular/core';"],
  ])('allows %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });

  it.each([
    ['lib/wire/a.ts', "import type { Observable } from 'rxjs';", 'lib/wire stays free of RxJS'],
    ['lib/view/a.ts', "import { scan } from 'rxjs';", 'lib/view stays free of RxJS'],
    ['lib/client/a.ts', "import { TestScheduler } from 'rxjs/testing';", 'belongs in lib/testing'],
    ['lib/client/a.ts', "import { map } from 'rxjs/operators';", 'rxjs/operators is not a package'],
    ['lib/rpc/a.ts', "import * as t from 'io-ts';", 'in lib/protocol only'],
    ['lib/protocol/a.ts', "import { isLeft } from 'fp-ts/lib/Either.js';", 'is not a package'],
    ['lib/protocol/a.ts', "import type { Either } from 'fp-ts/Either';", 'is not a package'],
    ['lib/protocol/a.ts', "import { PathReporter } from 'io-ts/PathReporter';", 'is not a package'],
    ['lib/transport/a.ts', "import WebSocket from 'ws';", 'belongs in lib/bridge'],
    ['lib/client/a.ts', "import { inject } from '@angular/core';", 'belongs in lib/angular'],
    ['lib/index.ts', "export { z } from 'zod';", 'zod is not a package'],
    ['lib/client/a.ts', 'const load = (name: string) => import(name);', '<computed> is not a package'],
  ])('refuses %s: %s', (path, text, fault) => {
    expect(check(path, text)).toEqual([expect.stringContaining(fault)]);
  });
});
