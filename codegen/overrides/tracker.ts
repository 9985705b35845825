import { CodegenError } from '../errors.js';
import type { Overrides } from './types.js';

/** The overrides, with a record of those that were asked for. */
export interface OverrideTracker {
  /** The entry under a key, or undefined; asking counts as use. */
  get<S extends keyof Overrides>(section: S, key: string): Overrides[S][string] | undefined;
  /** Entries nobody asked for, as `section.key`, but for those that older versions need. */
  unused(): readonly string[];
}

/** Follows which overrides are used. */
export const trackOverrides = (overrides: Overrides): OverrideTracker => {
  const used = new Set<string>();
  const label = (section: string, key: string): string => `${section}.${key}`;
  return {
    get: (section, key) => {
      const entries = overrides[section] as Readonly<Record<string, never>>;
      if (!Object.prototype.hasOwnProperty.call(entries, key)) return undefined;
      used.add(label(section, key));
      return entries[key];
    },
    unused: () =>
      Object.entries(overrides).flatMap(([section, entries]: [string, Readonly<Record<string, object>>]) =>
        Object.keys(entries)
          .filter((key) => !('older' in (entries[key] as object)))
          .map((key) => label(section, key))
          .filter((entry) => !used.has(entry)),
      ),
  };
};

/** Stops the generator if an override is not needed any more. */
export const refuseUnused = (unused: readonly string[]): void => {
  if (unused.length === 0) return;
  throw new CodegenError(
    `Unused overrides: ${unused.join(', ')}. Remove them from codegen/overrides, or pass --lenient for another codex version.`,
  );
};
