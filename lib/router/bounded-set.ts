/** A set that forgets its oldest members. */
export interface BoundedSet<T> {
  /** Adds a member as the newest; returns the one that it pushed out, if any. */
  add(member: T): T | undefined;
  has(member: T): boolean;
  delete(member: T): boolean;
  readonly size: () => number;
  /** The members, oldest first. */
  readonly all: () => readonly T[];
}

/** Makes a set of at most `limit` members. */
export const createBoundedSet = <T>(limit: number): BoundedSet<T> => {
  const members = new Set<T>();
  /**
   * Stands before the oldest, while members are pushed out: a new iterator would first walk over all that were taken out
   * there. Left standing in between, it would hold on to whatever the set was made of meanwhile.
   */
  let front: SetIterator<T> | undefined;
  return {
    add: (member) => {
      members.delete(member);
      members.add(member);
      if (members.size <= limit) return (front = undefined);
      front ??= members.values();
      const oldest = front.next().value as T;
      members.delete(oldest);
      return oldest;
    },
    has: (member) => members.has(member),
    delete: (member) => members.delete(member),
    size: () => members.size,
    all: () => [...members],
  };
};
