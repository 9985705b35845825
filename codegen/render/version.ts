import type { Protocol } from '../model/protocol.js';
import { sourceFile, type GeneratedFile } from './source.js';
import { quoted } from './text.js';

/** Renders which codex the generated files are for. */
export const renderVersion = (protocol: Protocol): GeneratedFile =>
  sourceFile(
    protocol,
    'version.ts',
    '/** The codex version whose protocol the generated files describe. */\n' +
      `export const generatedCodexVersion = ${quoted(protocol.version)};\n\n` +
      "/** SHA-256 of that codex's schema and TypeScript output, in hex. */\n" +
      `export const schemaHash = ${quoted(protocol.hash)};\n`,
  );
