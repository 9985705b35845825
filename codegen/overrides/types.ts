/** What a client request does, as far as retrying and waiting are concerned. */
export interface RequestClass {
  /**
   * `read`: no effect, safe to send again. `write`: has an effect. `long`: has an effect or waits, and its answer
   * takes as long as a person, a network flow or a process does.
   */
  readonly kind: 'read' | 'write' | 'long';
  /**
   * How it counts in the window of requests in flight. `bypass`: sent at once, ahead of the queue. `unslotted`:
   * waits its turn but holds no slot, because its answer comes only when something ends.
   */
  readonly window?: 'bypass' | 'unslotted';
}

/** Where a request is found: as a method of threads or turns, or served by functions that are written by hand. */
export type MethodName =
  { readonly on: 'thread' | 'turn'; readonly name: string } | { readonly by: readonly string[] };

/** A deviation from what the generator derives; `reason` says why it is right. */
export interface Exception<T> {
  readonly value: T;
  readonly reason: string;
  /** Whether only older codex versions need it, so that it may be unused. */
  readonly older?: true;
}

/** Everything about the protocol that is decided by hand. */
export interface Overrides {
  /** The class of every client request. */
  readonly requests: Readonly<Record<string, RequestClass>>;
  /** Where the requests are found that belong to threads and turns, and those that are served by hand. */
  readonly names: Readonly<Record<string, MethodName>>;
  /** Result types that no name leads to, by method. */
  readonly results: Readonly<Record<string, Exception<string>>>;
  /** Notifications that belong to the connection (a watch, a process) although nothing in their fields says so. */
  readonly connection: Readonly<Record<string, Exception<true>>>;
  /** The field of a request's params that holds the id of a turn, where it is not `turnId`. */
  readonly requestTurns: Readonly<Record<string, Exception<string>>>;
  /** Enums that stay closed, by definition. */
  readonly closedEnums: Readonly<Record<string, Exception<true>>>;
  /** Required fields that every variant of a tagged union has, an unknown one too: union → field. */
  readonly shared: Readonly<Record<string, Exception<string>>>;
  /** Names of variants whose derived name is taken, by `Union.tag`. */
  readonly variantNames: Readonly<Record<string, Exception<string>>>;
  /** Definitions of the TypeScript output that the JSON schema has under another name, by path. */
  readonly aliases: Readonly<Record<string, Exception<string>>>;
  /** Definitions whose fields the JSON schema spells in snake case although the wire has camel case. */
  readonly camelCase: Readonly<Record<string, Exception<true>>>;
  /** The type of all further fields, where the JSON schema lost a flattened map: definition → definition. */
  readonly rest: Readonly<Record<string, Exception<string>>>;
}
