/** A lookup table without a prototype, so that `toString` or `__proto__` is not found in it. */
export const table = <T extends object>(entries: T): Readonly<T> =>
  Object.assign(Object.create(null) as object, entries);
