import { parseArgs } from 'node:util';
import { CodegenError } from './errors.js';

/** What the command line asks for. */
export interface Options {
  readonly check: boolean;
  readonly lenient: boolean;
  readonly help: boolean;
  readonly codex?: string;
  readonly out?: string;
}

/** The text of `--help`. */
export const HELP = `Generates lib/protocol/generated from the protocol that a codex binary describes.

Usage: npm run codegen -- [options]

  --check        write nothing; name the files that differ and exit with 1
  --codex PATH   ask this binary instead of CODEX_BIN or the one of @openai/codex
  --out DIR      write there instead of lib/protocol/generated
  --lenient      for another codex version: let unused overrides pass, and take methods
                 without a class for writes
  --help         print this
`;

/** Reads the command line. @throws {@link CodegenError} on an option that does not exist */
export const parseOptions = (args: readonly string[]): Options => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        check: { type: 'boolean', default: false },
        lenient: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        codex: { type: 'string' },
        out: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new CodegenError(`${(error as Error).message.split('. ')[0]}. --help lists the options.`, {
      cause: error,
    });
  }
};
