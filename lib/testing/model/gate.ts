/** A point at which the scripted model waits until the test lets it go on. */
export interface Gate {
  /** Lets everything through that waits here, and everything that comes later. Opening twice does nothing. */
  open(): void;
  /** Whether `open` was called. */
  readonly opened: boolean;
  /** Resolves when the model first arrives here; stays pending if it never does. */
  readonly reached: Promise<void>;
  /** Marks an arrival and resolves when the gate is open; the model server calls it. */
  pass(): Promise<void>;
}

/**
 * Creates a closed gate.
 *
 * Put it into a reply with `gate(it)`, or between the pieces of `text([...])`, to hold a turn at an exact place:
 * `await it.reached`, look at the turn, `it.open()`.
 */
export const createGate = (): Gate => {
  let opened = false;
  let release!: () => void;
  let arrive!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  return {
    open: () => {
      opened = true;
      release();
    },
    get opened() {
      return opened;
    },
    reached,
    pass: () => {
      arrive();
      return released;
    },
  };
};

/** A wait for a gate; made by `gate`. */
export interface GateStep {
  readonly type: 'gate';
  readonly gate: Gate;
}

/** A step that waits until the test opens the gate. Closing the model server ends the wait too. */
export const gate = (gate: Gate): GateStep => ({ type: 'gate', gate });
