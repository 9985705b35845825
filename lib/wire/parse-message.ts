import type { Report } from '../errors/diagnostic.js';
import type { Message } from './message.js';
import { sampleOf, type Redactor } from './redact.js';

/**
 * Makes a function that reads one line as a JSON-RPC message, or reports what is wrong with it and returns nothing.
 *
 * The message is the object that `JSON.parse` made, not a copy. An answer is let through whatever it holds, so
 * that the request it belongs to can fail with it.
 *
 * @param report takes a diagnostic for each line that is no message
 * @param redact cleans the short sample in the diagnostic
 */
export const createMessageParser =
  (report: Report, redact: Redactor) =>
  (line: string): Message | undefined => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      // The engine's message quotes the input, so it is not passed on.
      report({
        kind: 'json',
        message: 'A line is not JSON.',
        sample: sampleOf(line, redact),
        cause: nameOf(cause),
      });
      return undefined;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const found = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
      report({ kind: 'json', message: `A line is ${found}, not an object.`, sample: sampleOf(line, redact) });
      return undefined;
    }
    const wrong = faultOf(value as Readonly<Record<string, unknown>>);
    if (wrong === undefined) return value as Message;
    report({ kind: 'envelope', message: wrong, sample: sampleOf(line, redact), raw: value });
    return undefined;
  };

const nameOf = (cause: unknown): string => (cause instanceof Error ? cause.name : 'unknown');

const faultOf = (value: Readonly<Record<string, unknown>>): string | undefined => {
  const { id, method } = value;
  // JSON has no `undefined`: a field that is not there reads as that.
  if (method === undefined) return id === undefined ? 'An object has neither a method nor an id.' : undefined;
  if (typeof method !== 'string') return 'A message has a method that is not a string.';
  if (id === undefined) return undefined;
  if (typeof id === 'string') return undefined;
  if (typeof id !== 'number') return 'A server request has an id that is neither a number nor a string.';
  // Beyond 2^53 neighbours read as the same number, and the answer would go to the wrong one.
  return Number.isSafeInteger(id) ? undefined : 'A server request has an id that cannot be echoed exactly.';
};
