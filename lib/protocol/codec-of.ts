import * as t from 'io-ts';

/** A codec, or the fields of an object that has to have them all. */
export type CodecOrFields = t.Mixed | t.Props;

/** What a codec, or an object of these fields, decodes to. */
export type DecodedBy<S extends CodecOrFields> = S extends t.Mixed
  ? t.TypeOf<S>
  : S extends t.Props
    ? t.TypeOfProps<S>
    : never;

/** Whether something is a codec, of whichever installed copy of io-ts. */
export const isCodec = (schema: object): schema is t.Mixed =>
  typeof (schema as { readonly decode?: unknown }).decode === 'function';

/** The codec itself, or that of an object with these fields. */
export const codecOf = (schema: CodecOrFields): t.Mixed => (isCodec(schema) ? schema : t.type(schema));
