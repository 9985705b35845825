import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodexOptionsError } from '../../errors/codex-options-error.js';
import { checkScript } from './check-script.js';
import { compileTemplate } from './compile-template.js';
import { createStepRunner } from './create-step-runner.js';
import { defaultHandlers } from './default-handlers.js';
import { fakeProgram } from './fake-program.js';
import type { FakeScript } from './fake-step.js';

/** Options of `fakeAppServer`. */
export interface FakeAppServerOptions {
  /** Whether everything that the client sends is kept, for `records` and `received`. Default: false. */
  readonly record?: boolean;
}

/** Something that a fake app-server noted; exactly one of the optional fields is there. */
export interface FakeRecord {
  /** Which process noted it: 0 for the first. */
  readonly launch: number;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** A message of the client. */
  readonly message?: unknown;
  /** A line of the client that is no message. */
  readonly garbage?: string;
  /** The process started, stdin ended, or SIGTERM came. */
  readonly event?: 'start' | 'end' | 'SIGTERM';
  /** The id of the process, with the event `start`. */
  readonly pid?: number;
  /** The id of a grandchild that was started. */
  readonly grandchild?: number;
}

/** A scripted app-server, to be started with `stdioTransport({ command, args })`. */
export interface FakeAppServer {
  readonly command: string;
  readonly args: readonly string[];
  /** Everything noted so far, in the order of the processes. */
  records(): readonly FakeRecord[];
  /** Every message of the client so far, in the order of the processes. */
  received(): readonly unknown[];
  /** Removes the temporary folder, if there is one. Processes that still run are left alone. Idempotent. */
  dispose(): void;
}

/** A longer script goes into a file: one argument may have 128 KiB on Linux, all of them 32 KiB on Windows. */
const longestArgument = 12 * 1024;

/**
 * Makes an app-server that does what its script says, the right and the wrong, in a process of its own.
 *
 * It is for what the real server will not do on demand. A list of scripts gives each process its own, in the order in
 * which they are started; the last one serves all further ones.
 *
 * @throws CodexOptionsError if there is no script, or one that is not plain data or has a place holder that is unknown;
 * an error of the system if no temporary folder can be made
 */
export const fakeAppServer = (
  script: FakeScript | readonly FakeScript[] = {},
  { record = false }: FakeAppServerOptions = {},
): FakeAppServer => {
  const scripts = Array.isArray(script) ? (script as readonly FakeScript[]) : [script as FakeScript];
  if (scripts.length === 0) throw new CodexOptionsError('fakeAppServer() needs at least one script.');
  const json = checkScript(scripts.map(withDefaults));
  const isLong = json.length > longestArgument;
  const folder =
    record || isLong || scripts.length > 1 ? mkdtempSync(join(tmpdir(), 'codex-rx-fake-')) : undefined;
  if (folder !== undefined && isLong) writeFileSync(join(folder, 'script.json'), json);

  const records = (): readonly FakeRecord[] => {
    if (!record || folder === undefined) {
      throw new CodexOptionsError(
        'Nothing is recorded: make it with fakeAppServer(script, { record: true }).',
      );
    }
    return readRecords(folder);
  };
  return {
    command: process.execPath,
    args: [
      '--input-type=commonjs',
      '-e',
      sourceOf(),
      '--',
      ...(folder ? [folder] : ['']),
      ...(isLong ? [] : [json]),
    ],
    records,
    received: () => records().flatMap((entry) => ('message' in entry ? [entry.message] : [])),
    dispose: () => {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
};

const withDefaults = (script: FakeScript): FakeScript => {
  const ends: FakeScript = {
    onEnd: [{ type: 'exit', code: 0, signal: undefined }],
    onSigterm: [{ type: 'exit', code: 0, signal: undefined }],
  };
  if (script.defaults === false) return { ...ends, ...script };
  const { on, otherwise } = defaultHandlers();
  return { ...ends, otherwise, ...script, on: { ...on, ...script.on } };
};

/** The program as one text. Bundlers may have put calls of a helper `__name` into the functions. */
const sourceOf = (): string => `
const __name = (target) => target;
const [folder, json] = process.argv.slice(1);
const read = () => json ?? require('node:fs').readFileSync(folder + '/script.json', 'utf8');
const setup = { scripts: JSON.parse(read()), folder: folder || undefined };
(${fakeProgram.toString()})(require, ${compileTemplate.toString()}, ${createStepRunner.toString()}, setup);
`;

const readRecords = (folder: string): readonly FakeRecord[] => {
  const entries: FakeRecord[] = [];
  for (let launch = 0; launch < readdirSync(folder).length; launch++) {
    const file = join(folder, `launch-${launch}`, 'records.jsonl');
    if (!existsSync(file)) break;
    // A process that was killed may have left half a line.
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    entries.push(...lines.map((line) => JSON.parse(line) as FakeRecord));
  }
  return entries;
};
