import { shared } from './shared.js';

/**
 * Puts a member where the one of the same key stands, or at the end; the list itself stays as it is, and is returned
 * where the member says nothing new.
 *
 * Looked for from the end: what changes is mostly what came last.
 */
export const putBy = <T extends object>(
  list: readonly T[],
  member: T,
  keyOf: (member: T) => unknown,
): readonly T[] => {
  const index = indexBy(list, keyOf(member), keyOf);
  if (index < 0) return [...list, member];
  if (shared(list[index], member) === list[index]) return list;
  const copy = [...list];
  copy[index] = member;
  return copy;
};

/** Where the member with a key stands; -1 if there is none. */
export const indexBy = <T>(list: readonly T[], key: unknown, keyOf: (member: T) => unknown): number => {
  for (let index = list.length - 1; index >= 0; index -= 1) if (keyOf(list[index] as T) === key) return index;
  return -1;
};
