import type { Report } from '../errors/diagnostic.js';
import { invalidParams } from './describe-errors.js';
import type { PayloadCodecs } from './payload-codec.js';
import type { ServerRequest } from './server-request.js';
import type { ServerRequestMessage } from '../wire/message.js';

/** Turns a server request as parsed into one whose params were checked. */
export type ReadServerRequest = (message: ServerRequestMessage) => ServerRequest;

/**
 * Makes the function that checks a server request.
 *
 * One whose params fail their codec is a copy marked `invalid`, with one diagnostic; it is still shown and answered.
 */
export const createServerRequestReader = (
  codecs: PayloadCodecs,
  validate: boolean,
  report: Report,
): ReadServerRequest => {
  const byMethod = new Map(Object.entries(codecs));
  return (message) => {
    const codec = validate ? byMethod.get(message.method) : undefined;
    if (!codec || codec.is(message.params)) return message as ServerRequest;
    report(invalidParams(codec, message));
    return { ...message, invalid: true } as ServerRequest;
  };
};
