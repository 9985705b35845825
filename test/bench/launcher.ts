import { dirname, join } from 'node:path';
import { argv, execPath } from 'node:process';
import { build } from 'esbuild';
import { asArguments, asEnvironment } from './firehose/assignment';
import type { Launcher } from './rounds';

/** Builds the child process's program, beside where this one was built, and returns what starts it. */
export const buildLauncher = async (): Promise<Launcher> => {
  const file = join(dirname(argv[1]!), 'test-bench-firehose.mjs');
  await build({
    entryPoints: ['test/bench/firehose/main.ts'],
    outfile: file,
    bundle: true,
    format: 'esm',
    logLevel: 'warning',
    packages: 'external',
    platform: 'node',
    target: 'node20',
  });
  return (order) => ({
    launch: (dialect) => ({ command: execPath, args: [file, ...asArguments({ order, dialect })] }),
    program: (dialect) => ({ file, env: asEnvironment({ order, dialect }) }),
  });
};
