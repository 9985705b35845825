/** Returns the object as it was before where every field is what it was; otherwise the object as it is after. */
export const shared = <T extends object>(before: T | undefined, after: T): T => {
  if (before === undefined || before === after) return after;
  const [old, now] = [Object.entries(before), after as Readonly<Record<string, unknown>>];
  const isSame = ([key, value]: readonly [string, unknown]): boolean =>
    Object.hasOwn(now, key) && Object.is(now[key], value);
  return old.length === Object.keys(now).length && old.every(isSame) ? before : after;
};
