import { ownField } from '../protocol/own-field.js';

/** Where the ids of a method's params live, as the generated tables say it: "turnId", "turn.id". */
export interface ScopeEntry {
  readonly thread?: string;
  readonly turn?: string;
  readonly opens?: true;
  readonly delta?: readonly string[];
}

/** Reads an id out of params. */
export type ReadId = (params: unknown) => string | undefined;

/** What the router knows of a method. */
export interface Scope {
  readonly threadId: ReadId;
  readonly turnId: ReadId;
  /** The first sight of a turn's id here means that the turn runs. */
  readonly opens: boolean;
  /** For a delta: the fields that two deltas must share to be joined into one. */
  readonly delta: readonly string[] | undefined;
}

/** Finds the scope of a method, known or not. */
export type ScopeOf = (method: string) => Scope;

/**
 * Makes the lookup of scopes from a generated table.
 *
 * A method that the table does not know is looked at for ids in their usual places, so that a notification of a
 * newer server still reaches its turn; it never opens one.
 */
export const createScopes = (table: Readonly<Record<string, ScopeEntry>>): ScopeOf => {
  const scopes = new Map<string, Scope>();
  for (const [method, { thread, turn, opens, delta }] of Object.entries(table)) {
    scopes.set(method, { threadId: readerOf(thread), turnId: readerOf(turn), opens: opens === true, delta });
  }
  return (method) => scopes.get(method) ?? unknownScope;
};

const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const readerOf = (path: string | undefined): ReadId => {
  if (path === undefined) return () => undefined;
  const [first, second] = path.split('.') as [string, string | undefined];
  return second === undefined
    ? (params) => idOf(ownField(params, first))
    : (params) => idOf(ownField(ownField(params, first), second));
};

const firstOf =
  (...readers: readonly ReadId[]): ReadId =>
  (params) => {
    for (const read of readers) {
      const id = read(params);
      if (id !== undefined) return id;
    }
    return undefined;
  };

const unknownScope: Scope = {
  threadId: firstOf(readerOf('threadId'), readerOf('thread.id')),
  turnId: firstOf(readerOf('turnId'), readerOf('turn.id')),
  opens: false,
  delta: undefined,
};
