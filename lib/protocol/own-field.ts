/** The value of an object's own field; undefined for a field it lacks, and for what is no object. */
export const ownField = (holder: unknown, key: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Readonly<Record<string, unknown>>)[key]
    : undefined;
