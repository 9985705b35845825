import { resolve } from 'node:path';
import { dumpProtocol, type Dump } from '../../../codegen/input/dump';
import { findBinary } from '../../../codegen/input/binary';

/** The folder of the project. */
export const ROOT = resolve(__dirname, '../../..');

let dump: Promise<Dump> | undefined;

/** The output of the pinned binary; a test file runs it once however often it asks. */
export const dumpOnce = (): Promise<Dump> =>
  (dump ??= dumpProtocol(findBinary(ROOT, undefined, {}), process.env));
