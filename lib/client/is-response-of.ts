import type { PayloadCodecs } from '../protocol/payload-codec.js';

/** Makes the check whether an answer to a server request has the shape of that method's response. */
export const isResponseOf =
  (codecs: PayloadCodecs) =>
  (method: string, answer: unknown): boolean => {
    if (typeof answer !== 'object' || answer === null) return false;
    const codec = Object.hasOwn(codecs, method) ? codecs[method] : undefined;
    return codec === undefined || codec.is(answer);
  };
