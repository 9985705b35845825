// The child process of the benchmarks: a program of its own, so that it starts quickly.
import process, { argv, env } from 'node:process';
import { readAssignment } from './assignment';
import { serveFirehose } from './serve';

serveFirehose(readAssignment(argv.slice(2), env)).catch((error: unknown) => {
  // The benchmark passes on what is said here, and sees a child process that ends without an answer.
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
