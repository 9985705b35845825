import type { DumpSide } from '../../../codegen/input/dump';

/** The methods and definitions that one side of a binary's output names, read without the generator. */
export interface Named {
  readonly clientRequests: ReadonlySet<string>;
  readonly serverRequests: ReadonlySet<string>;
  readonly serverNotifications: ReadonlySet<string>;
  readonly clientNotifications: ReadonlySet<string>;
  readonly definitions: ReadonlySet<string>;
}

interface MethodUnion {
  readonly oneOf: readonly {
    readonly properties: { readonly method: { readonly enum: readonly string[] } };
  }[];
}

const fromSchema = (side: DumpSide): Named => {
  const { v2, ...top } = (side.schema as unknown as { definitions: Record<string, object> & { v2: object } })
    .definitions;
  const methods = (name: string) =>
    new Set((top[name] as MethodUnion).oneOf.flatMap((member) => member.properties.method.enum));
  return {
    clientRequests: methods('ClientRequest'),
    serverRequests: methods('ServerRequest'),
    serverNotifications: methods('ServerNotification'),
    clientNotifications: methods('ClientNotification'),
    definitions: new Set([...Object.keys(top), ...Object.keys(v2)]),
  };
};

const fromTypescript = (side: DumpSide): Named => {
  const methods = (path: string) =>
    new Set(
      [...(side.typescript.get(path) ?? '').matchAll(/"method": "([^"]+)"/g)].map(
        (match) => match[1] as string,
      ),
    );
  const paths = [...side.typescript.keys()].filter((path) => !path.startsWith('serde_json/'));
  return {
    clientRequests: methods('ClientRequest'),
    serverRequests: methods('ServerRequest'),
    serverNotifications: methods('ServerNotification'),
    clientNotifications: methods('ClientNotification'),
    definitions: new Set(paths.map((path) => path.replace(/^v2\//, ''))),
  };
};

/** What the JSON schema and the TypeScript output of one side name, apart and together. */
export const namedIn = (
  side: DumpSide,
): { readonly schema: Named; readonly typescript: Named; readonly both: Named } => {
  const schema = fromSchema(side);
  const typescript = fromTypescript(side);
  const join = (key: keyof Named): ReadonlySet<string> => new Set([...schema[key], ...typescript[key]]);
  const both: Named = {
    clientRequests: join('clientRequests'),
    serverRequests: join('serverRequests'),
    serverNotifications: join('serverNotifications'),
    clientNotifications: join('clientNotifications'),
    definitions: join('definitions'),
  };
  return { schema, typescript, both };
};
