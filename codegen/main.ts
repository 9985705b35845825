import { resolve } from 'node:path';
import { run } from './cli.js';

const [, program = 'codegen/main.ts', ...args] = process.argv;

// The project is the folder that codegen/ is in. No `import.meta`, so that this compiles as CommonJS too.
void run(args, resolve(program, '../..')).then((exitCode) => {
  process.exitCode = exitCode;
});
