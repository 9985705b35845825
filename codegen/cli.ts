import { join, resolve } from 'node:path';
import { CodegenError } from './errors.js';
import { generate } from './generate.js';
import { findBinary } from './input/binary.js';
import { HELP, parseOptions } from './options.js';
import { staleFiles, updatePage, writeFiles } from './output.js';
import type { Protocol } from './model/protocol.js';

const summary = (protocol: Protocol): string =>
  `codex ${protocol.version}: ${protocol.definitions.size} definitions, ${protocol.clientRequests.length} client requests, ` +
  `${protocol.serverNotifications.length} notifications, ${protocol.serverRequests.length} server requests`;

/**
 * Runs the generator.
 *
 * @param args - the command line without the program
 * @param root - the project's folder
 * @returns the exit code: 0, or 1 for stale files and for errors that say what to do
 */
export const run = async (args: readonly string[], root: string): Promise<number> => {
  try {
    const options = parseOptions(args);
    if (options.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const binary = findBinary(root, options.codex, process.env);
    const { protocol, files, page } = await generate(binary, process.env, options.lenient);
    const folder = options.out === undefined ? join(root, 'lib/protocol/generated') : resolve(options.out);
    const stale = options.check ? await staleFiles(folder, files) : await writeFiles(folder, files);
    const changed = [...stale];
    // Another version's output is for looking at: the page is of the project's own.
    if (
      options.out === undefined &&
      (await updatePage(join(root, 'docs', page.name), page.text, options.check))
    )
      changed.push(page.name);
    const lines = [
      summary(protocol),
      ...changed.map((name) => `${options.check ? 'stale' : 'wrote'} ${name}`),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    return options.check && changed.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof CodegenError)) throw error;
    process.stderr.write(`${error.message}\n`);
    const { cause } = error;
    const [reason = ''] = cause instanceof Error ? cause.message.split('\n') : [];
    if (!error.message.startsWith(reason)) process.stderr.write(`${reason}\n`);
    return 1;
  }
};
