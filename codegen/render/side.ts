import type { Protocol } from '../model/protocol.js';
import type { Method } from '../tables/methods.js';
import { sourceFile, type GeneratedFile } from './source.js';
import { methodInterface, methodTable, type Row } from './tables.js';

const EMPTY_PARAMS = 'EmptyParams';

/** One of the four kinds of messages that have a method, and what its generated names begin with. */
export interface Side<M extends Method> {
  readonly protocol: Protocol;
  readonly methods: readonly M[];
  /** How its files begin, such as `client-request`. */
  readonly file: string;
  /** The interface that maps its methods, such as `ClientRequests`. */
  readonly map: string;
  /** The name of its methods, such as `ClientRequestMethod`. */
  readonly method: string;
}

/** The type of a method's params. */
export const paramsType = (method: Method): string => method.params ?? EMPTY_PARAMS;

/** The codec of a method's params. */
export const paramsCodec = (method: Method): string =>
  method.params ?? "/*#__PURE__*/ struct('object', isObject)";

const rows = <M extends Method>(methods: readonly M[], text: (method: M) => string): readonly Row[] =>
  methods.map((method) => ({
    method: method.method,
    text: text(method),
    experimental: method.stability === 'experimental',
  }));

const definitions = (protocol: Protocol, types?: true) => ({
  from: './definitions.js',
  names: protocol.definitions.keys(),
  ...(types ? { types } : {}),
});

/** Renders the interface that maps methods to types. */
export const interfaceFile = <M extends Method>(
  side: Side<M>,
  docs: { readonly map: string; readonly method: string },
  text: (method: M) => string,
): GeneratedFile => {
  const body =
    methodInterface(side.map, docs.map, rows(side.methods, text)) +
    `\n/** ${docs.method} */\nexport type ${side.method} = keyof ${side.map};\n`;
  return sourceFile(side.protocol, `${side.file}s.ts`, body, [
    { from: '../runtime.js', names: [EMPTY_PARAMS], types: true },
    definitions(side.protocol, true),
  ]);
};

/** Renders a table of codecs; `member` is the member of the interface they are for, if it has several. */
export const codecFile = <M extends Method>(
  side: Side<M>,
  table: { readonly suffix: string; readonly name: string; readonly member?: string; readonly doc: string },
  text: (method: M) => string,
): GeneratedFile => {
  const type = table.member === undefined ? `${side.map}[M]` : `${side.map}[M]['${table.member}']`;
  const body = methodTable(
    table.name,
    table.doc,
    `{ readonly [M in ${side.method}]: t.Type<${type}, ${type}, unknown> }`,
    rows(side.methods, text),
  );
  return sourceFile(side.protocol, `${side.file}-${table.suffix}.ts`, body, [
    { from: '../runtime.js', names: ['isObject'] },
    { from: '../struct.js', names: ['struct'] },
    { from: '../table.js', names: ['table'] },
    definitions(side.protocol),
    { from: `./${side.file}s.js`, names: [side.map, side.method], types: true },
  ]);
};

/** Renders a table of plain data, after the declaration of its rows' type. */
export const dataFile = <M extends Method>(
  side: Side<M>,
  table: { readonly suffix: string; readonly name: string; readonly row: string; readonly doc: string },
  declaration: string,
  text: (method: M) => string,
): GeneratedFile => {
  const type = `{ readonly [M in ${side.method}]: ${table.row} }`;
  const body = `${declaration}\n${methodTable(table.name, table.doc, type, rows(side.methods, text))}`;
  return sourceFile(side.protocol, `${side.file}-${table.suffix}.ts`, body, [
    { from: '../table.js', names: ['table'] },
    { from: `./${side.file}s.js`, names: [side.method], types: true },
  ]);
};
