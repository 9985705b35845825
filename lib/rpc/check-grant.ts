import { sameJson } from './same-json.js';

/**
 * Whether permissions that are granted lie within those that were requested.
 *
 * Objects are compared field by field, lists member by member. Exceptions that were requested along (a folder
 * without one of its files) have to be granted along: without them the grant would reach further.
 */
export const isWithin = (granted: unknown, requested: unknown): boolean =>
  covers(requested, granted) && keepsExceptions(granted, requested);

const covers = (requested: unknown, granted: unknown): boolean => {
  if (granted === undefined || granted === null || granted === false) return true;
  if (typeof granted !== 'object') return granted === requested;
  if (Array.isArray(granted)) {
    const members = listOf(requested);
    return granted.every((one) => members.some((other) => sameJson(one, other)));
  }
  return Object.entries(granted).every(([key, value]) => covers(fieldOf(requested, key), value));
};

/** The part of a permission profile that is about files. */
interface FilePermissions {
  readonly entries: readonly unknown[];
  /** Whether anything in it gives access. */
  readonly opens: boolean;
}

const keepsExceptions = (granted: unknown, requested: unknown): boolean => {
  const { entries, opens } = filesIn(granted);
  const exceptions = filesIn(requested).entries.filter((entry) => !givesAccess(entry));
  return !opens || exceptions.every((exception) => entries.some((entry) => sameJson(entry, exception)));
};

const filesIn = (profile: unknown): FilePermissions => {
  const { fileSystem } = Object(profile) as { readonly fileSystem?: unknown };
  const { entries, read, write } = Object(fileSystem) as Readonly<Record<string, unknown>>;
  const list = listOf(entries);
  return {
    entries: list,
    opens: list.some(givesAccess) || listOf(read).length > 0 || listOf(write).length > 0,
  };
};

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Besides `read` and `write` an entry takes access away (`deny`). */
const givesAccess = (entry: unknown): boolean => {
  const { access } = Object(entry) as { readonly access?: unknown };
  return access === 'read' || access === 'write';
};
