import { ownField } from './own-field.js';

/** Where the ids of a method's params live, as the generated tables say it: "turnId", "turn.id". */
export interface ScopeEntry {
  readonly kind?: string;
  readonly thread?: string;
  readonly turn?: string;
  readonly opens?: true;
  readonly delta?: readonly string[];
}

/** Reads an id out of params. */
export type ReadId = (params: unknown) => string | undefined;

/** What is known of a method. */
export interface Scope {
  /** The method; empty where the table has none. */
  readonly method: string;
  readonly threadId: ReadId;
  readonly turnId: ReadId;
  /** The first sight of a turn's id here means that the turn runs. */
  readonly opens: boolean;
  /** For a delta: the fields that two deltas must share to be joined into one. */
  readonly delta: readonly string[] | undefined;
  /** Whether its notifications belong to no thread and tell how something stands. */
  readonly global: boolean;
  /** Which of the ids are plain fields of the params, if none of them is anywhere else. */
  readonly plain: { readonly thread: boolean; readonly turn: boolean } | undefined;
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
  const scopes = new Map(Object.entries(table).map(([method, entry]) => [method, scopeFrom(method, entry)]));
  return (method) => scopes.get(method) ?? unknownScope;
};

/** Only a string that is not empty is an id. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const scopeFrom = (method: string, { kind, thread, turn, opens, delta }: ScopeEntry): Scope => ({
  method,
  threadId: readerOf(thread),
  turnId: readerOf(turn),
  opens: opens === true,
  delta,
  global: kind === 'global',
  plain:
    thread?.includes('.') || turn?.includes('.')
      ? undefined
      : { thread: thread !== undefined, turn: turn !== undefined },
});

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
  method: '',
  threadId: firstOf(readerOf('threadId'), readerOf('thread.id')),
  turnId: firstOf(readerOf('turnId'), readerOf('turn.id')),
  opens: false,
  delta: undefined,
  global: false,
  plain: undefined,
};
