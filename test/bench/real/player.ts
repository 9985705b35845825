/** Where the players find codex: the binary, and the home in which the scripted model is the only one. */
export interface Ground {
  readonly codexBin: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** A thread on which one turn runs after the other. */
export interface Conversation {
  /**
   * Runs a turn to its end.
   *
   * @param onDelta called with the first text that is not empty, where the player streams
   * @returns what the agent said
   */
  readonly turn: (prompt: string, onDelta?: () => void) => Promise<string>;
}

/** One way to drive codex, started. */
export interface Player {
  readonly converse: () => Promise<Conversation>;
  /** Resolves when the processes of the player are gone. */
  readonly close: () => Promise<void>;
}

/** One way to drive codex. */
export interface PlayerKind {
  readonly name: string;
  readonly start: (ground: Ground) => Promise<Player>;
}
