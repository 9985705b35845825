/**
 * Lays one configuration over another: tables are merged, everything else is replaced, and undefined removes a key.
 *
 * Neither argument is changed.
 */
export const mergeConfig = (
  base: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    if (value === undefined) merged.delete(key);
    else if (isTable(value) && isTable(below)) merged.set(key, mergeConfig(below, value));
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
};

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
