import { CodexOptionsError } from '../errors/codex-options-error.js';
import { tomlValue } from './toml.js';

/** A value of codex's configuration, as in config.toml. */
export type ConfigValue =
  string | number | boolean | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

/** Settings laid over config.toml; a key may be a dotted path. */
export interface CodexConfig {
  readonly [key: string]: ConfigValue;
}

const barePath = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;

/**
 * Writes settings as `--config key=value` arguments, the values in TOML.
 *
 * A nested table becomes dotted keys, so that it is laid over the table in config.toml and does not replace it. A
 * table with a key that would need quotes is written as an inline table, since codex splits a path at every dot.
 *
 * @throws CodexOptionsError for a key that is no path and a value that TOML cannot hold
 */
export const configArguments = (config: CodexConfig): string[] =>
  Object.entries(config).flatMap(([key, value]) => argumentsFor(key, value, [config]));

const argumentsFor = (path: string, value: ConfigValue, above: readonly object[]): string[] => {
  if (!barePath.test(path)) {
    throw new CodexOptionsError(
      `The config key ${JSON.stringify(path)} is not a dotted path of plain names.`,
      {
        hint: 'Nest a key with other characters inside an object: { projects: { "/some/path": { … } } }.',
      },
    );
  }
  if (isTable(value)) {
    const keys = Object.keys(value);
    // A cycle is left to tomlValue, which refuses it.
    if (keys.length > 0 && keys.every((key) => /^[A-Za-z0-9_-]+$/.test(key)) && !above.includes(value)) {
      return keys.flatMap((key) => argumentsFor(`${path}.${key}`, value[key]!, [...above, value]));
    }
  }
  try {
    return ['--config', `${path}=${tomlValue(value)}`];
  } catch (cause) {
    throw new CodexOptionsError(`The config value of ${path} cannot be written as TOML.`, {
      cause,
      details: cause instanceof Error ? [cause.message] : [],
    });
  }
};

const isTable = (value: ConfigValue): value is { readonly [key: string]: ConfigValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
