import type { ModelRequest } from './model-request.js';

/** How many turns are remembered; the oldest are forgotten first, long after codex stopped to try them again. */
const maxRemembered = 1_000;

/** Creates the counter that tells how often the same call of the same turn was made before. */
export const countAttempts = (): ((request: Omit<ModelRequest, 'attempt'>) => number) => {
  const seen = new Map<string, number>();
  return ({ threadId, turnId, body }) => {
    // Before a repetition neither the user nor a tool says anything; the agent may have, before the stream broke.
    const said = body.input.filter((item) => item.role === 'user' || item.type?.endsWith('_output')).length;
    const key = JSON.stringify([threadId, turnId, said]);
    const attempt = seen.get(key) ?? 0;
    seen.delete(key);
    seen.set(key, attempt + 1);
    if (seen.size > maxRemembered) seen.delete(seen.keys().next().value!);
    return attempt;
  };
};
