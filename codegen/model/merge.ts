import type { DumpSide } from '../input/dump.js';
import { readSchema } from '../input/read-schema.js';
import { typescriptReader, type TypescriptReader } from '../input/read-typescript.js';
import type { OverrideTracker } from '../overrides/tracker.js';
import { corrected } from './corrections.js';
import { refuseDifference } from './cross-check.js';
import type { Definition, Definitions } from './type-node.js';

/** The unions that list methods; a method may be missing in either output. */
export const METHOD_UNIONS = [
  'ClientRequest',
  'ClientNotification',
  'ServerRequest',
  'ServerNotification',
] as const;

const NOT_A_DEFINITION = /^serde_json\//;

/**
 * The generated name of a TypeScript file's type, by the rule that also holds for the schema: `v2/Name` is `Name`,
 * a top-level `Name` shares it if both are equal, an override may name its equal in the schema, and otherwise it is
 * `LegacyName`.
 */
const nameByPath = (files: ReadonlyMap<string, string>, overrides: OverrideTracker) => {
  const shapes: TypescriptReader = typescriptReader(files, (path) => path.replace(/^v2\//, ''));
  return (path: string): string => {
    const name = path.replace(/^v2\//, '');
    if (name !== path || !files.has(`v2/${name}`)) return name;
    if (shapes.shapeOf(name) === shapes.shapeOf(`v2/${name}`)) return name;
    return overrides.get('aliases', name)?.value ?? `Legacy${name}`;
  };
};

/** Whether a definition was given a map of further fields, whose own fields are another definition's. */
const isMap = ({ type }: Definition): boolean =>
  (type.kind === 'record' || type.kind === 'struct') &&
  (type.kind === 'record' ? type.of : type.rest)?.kind === 'ref';

/** Adds the methods that only the TypeScript output lists. */
const withMethods = (definition: Definition, other: Definition): Definition => {
  if (definition.type.kind !== 'tagged' || other.type.kind !== 'tagged') return definition;
  const known = new Set(definition.type.variants.map((variant) => variant.value));
  const added = other.type.variants.filter((variant) => !known.has(variant.value));
  return { ...definition, type: { ...definition.type, variants: [...definition.type.variants, ...added] } };
};

/**
 * Joins what the JSON schema and the TypeScript output of one side say. The schema comes first, as it tells
 * optional from nullable and integers from numbers; definitions and methods that only the other has are added.
 *
 * @throws {@link CodegenError} when the two name the fields of a definition differently
 */
export const mergedDefinitions = (side: DumpSide, overrides: OverrideTracker): Definitions => {
  const definitions = new Map(
    [...readSchema(side.schema)].map(([name, definition]) => [name, corrected(definition, overrides)]),
  );
  const nameOf = nameByPath(side.typescript, overrides);
  const reader = typescriptReader(side.typescript, nameOf);
  for (const path of side.typescript.keys()) {
    if (NOT_A_DEFINITION.test(path)) continue;
    const definition = reader.read(path);
    const { name } = definition;
    const known = definitions.get(name);
    if (known === undefined) definitions.set(name, definition);
    else if ((METHOD_UNIONS as readonly string[]).includes(name))
      definitions.set(name, withMethods(known, definition));
    else if (!isMap(known)) refuseDifference(known, definition);
  }
  return definitions;
};
