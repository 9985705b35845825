import Ajv, { type ValidateFunction } from 'ajv';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCodexBinary } from '../../../lib/transport/find-codex-binary.node.js';
import type { Wire } from './raw-app-server.js';

/** Judges messages by the schema that the real codex writes of itself. */
export interface WireSchema {
  /** What is wrong with a notification or a request of the server; empty if nothing is. */
  faultsOf(kind: 'ServerNotification' | 'ServerRequest', message: Wire): string[];
  /** What is wrong with a value of a type that has a file of its own, such as `v2/TurnStartResponse`. */
  faultsOfType(file: string, value: unknown): string[];
}

/** Has codex write its schema, and reads it strictly: a field that it does not know is a fault too. */
export const loadWireSchema = (): WireSchema => {
  const folder = mkdtempSync(join(tmpdir(), 'wire-schema-'));
  execFileSync(findCodexBinary(), ['app-server', 'generate-json-schema', '--experimental', '--out', folder], {
    env: { ...process.env, CODEX_HOME: folder },
    stdio: 'ignore',
  });
  const files = new Map<string, Wire>();
  const load = (file: string): Wire => {
    if (!files.has(file))
      files.set(file, close(JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'))));
    return files.get(file);
  };
  for (const file of ['ServerNotification', 'ServerRequest', ...resultFiles]) load(file);
  rmSync(folder, { recursive: true });

  const validators = new Map<string, ValidateFunction>();
  const judge = (name: string, schema: () => Wire, value: unknown): string[] => {
    const known = validators.get(name);
    const validate = known ?? new Ajv({ strict: false, validateFormats: false }).compile(schema());
    validators.set(name, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  return {
    faultsOf: (kind, message) => {
      const { oneOf, definitions } = load(kind);
      const variant = (oneOf as Wire[]).find((one: Wire) => one.properties.method.enum[0] === message.method);
      if (!variant) return [`unknown method ${message.method}`];
      return judge(message.method, () => ({ ...variant, definitions }), message);
    },
    faultsOfType: (file, value) => judge(file, () => load(file), value),
  };
};

const resultFiles = [
  'v1/InitializeResponse',
  ...['ThreadStart', 'ThreadResume', 'ThreadFork', 'TurnStart', 'TurnSteer', 'TurnInterrupt'].map(
    (name) => `v2/${name}Response`,
  ),
  'v2/ThreadUnsubscribeResponse',
];

/** The schema as it is, with every object closed to fields that it does not name. */
const close = (schema: Wire): Wire => {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const closed = Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, close(inner)]));
  if (schema.type !== 'object' && !schema.oneOf) return closed;
  if (typeof schema.properties !== 'object' || schema.additionalProperties !== undefined) return closed;
  if (!schema.oneOf) return { ...closed, additionalProperties: false };
  // The fields beside the variants belong to each of them.
  const withShared = (one: Wire) => ({ ...one, properties: { ...schema.properties, ...one.properties } });
  return { ...closed, oneOf: (schema.oneOf as Wire[]).map((one: Wire) => close(withShared(one))) };
};
