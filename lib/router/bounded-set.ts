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
  /** Stands before the oldest: a new iterator would first walk over every member that was taken out there. */
  const front = members.values();
  return {
    add: (member) => {
      members.delete(member);
      members.add(member);
      if (members.size <= limit) return undefined;
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
