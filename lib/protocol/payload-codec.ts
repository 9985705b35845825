import type * as t from 'io-ts';

/** What is needed of a codec to check a payload: any io-ts codec is one. */
export interface PayloadCodec {
  is(value: unknown): boolean;
  decode(value: unknown): t.Validation<unknown>;
}

/** Codecs by wire method. */
export type PayloadCodecs = Readonly<Record<string, PayloadCodec | undefined>>;
