import type { Diagnostic } from '../errors/diagnostic.js';
import type { Arrival } from '../protocol/arrival.js';

/** What is reported of a notification whose turn had ended. */
export const lateDiagnostic = ({ method, threadId, turnId }: Arrival, raw: unknown): Diagnostic => ({
  kind: 'late',
  message: `${method} came after its turn had ended.`,
  method,
  ...(turnId === undefined ? {} : { turnId }),
  ...(threadId === undefined ? {} : { threadId }),
  raw,
});
