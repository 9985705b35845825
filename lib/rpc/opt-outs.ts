import { CodexOptionsError } from '../errors/codex-options-error.js';

/** What routing, endings and withdrawals are built from; without it the streams would lie. */
const neededMethods = /^(?:turn\/.*|item\/(?:started|completed|.*delta)|error|serverRequest\/resolved)$/i;

/**
 * Refuses to opt out of notifications that this client cannot do without.
 *
 * @param allowDefaultConfig whether the server may run on its default configuration unnoticed
 * @throws CodexOptionsError naming them
 */
export const checkOptOuts = (methods: readonly string[], allowDefaultConfig: boolean): void => {
  // Without the warning nobody would notice that the server runs on its defaults.
  const isNeeded = (method: string): boolean =>
    neededMethods.test(method) || (method === 'configWarning' && !allowDefaultConfig);
  const needed = methods.filter(isNeeded);
  if (needed.length === 0) return;
  throw new CodexOptionsError(`optOutNotificationMethods cannot hold ${needed.join(', ')}.`, {
    hint: 'The streams of turns are built from these; filter what you do not want to see instead.',
  });
};
