import { CodexOptionsError } from '../errors/codex-options-error.js';
import { serverRequestScopes } from '../protocol/generated/server-request-scopes.js';
import { compileTemplate } from './fake/compile-template.js';
import { marbleIds } from './marble-messages.js';

/** A message of the server, or a text that is sent as it is. */
export type MarbleMessage = object | string;

/** Writes a message; server requests that have no id yet ask for one. */
export type MarbleText = (nextId: () => number) => string;

/** Writes a message with its place holders filled in; a string stays as it is. */
export const marbleText = (message: MarbleMessage): string =>
  typeof message === 'string' ? message : compileTemplate(message)(idOf);

/** Writes the messages of a diagram beforehand, so that a mistake shows where the diagram is. */
export const marbleTexts = (
  marbles: string,
  messages: Readonly<Record<string, MarbleMessage>>,
): Record<string, MarbleText> => {
  // Times such as "10ms" and what has a meaning of its own are no letters.
  const letters = marbles.replace(/(?:^|\s)\d+(?:\.\d+)?(?:ms|s|m)(?=\s|$)/g, ' ').replace(/[-()|#\s]/g, '');
  for (const letter of letters) {
    if (Object.hasOwn(messages, letter)) continue;
    throw new CodexOptionsError(`plays('${marbles}') has no message for '${letter}'.`, {
      hint: 'Give it one in the second argument, for example { s: turnStarted() }.',
    });
  }
  return Object.fromEntries(Object.entries(messages).map(([letter, message]) => [letter, prepared(message)]));
};

const prepared = (message: MarbleMessage): MarbleText => {
  const { id, method } = Object(message) as { readonly id?: unknown; readonly method?: unknown };
  const text = marbleText(message);
  const asks = id === undefined && typeof method === 'string' && Object.hasOwn(serverRequestScopes, method);
  return asks ? (nextId) => `{"id":${nextId()},${text.slice(1)}` : () => text;
};

const idOf = (path: readonly string[]): string => {
  const name = path.join('.');
  if (name === 'threadId' || name === 'turnId') return marbleIds[name];
  throw new CodexOptionsError(`The place holder $${name} is unknown to marbleCodex.`, {
    hint: `It fills in $threadId and $turnId; a text that begins so is written $$${name}.`,
  });
};
