import type { Report } from '../errors/diagnostic.js';
import type { Message } from '../wire/message.js';
import { createMessageParser } from '../wire/parse-message.js';
import { createRedactor } from '../wire/redact.js';

/** Makes the parser of one connection's texts: each is a message, or is reported with a redacted sample. */
export const createTextParser = (report: Report): ((text: string) => Message | undefined) =>
  createMessageParser(report, createRedactor());
