/**
 * The id of the turn that a starting turn belongs to, from the params of `turn/started`.
 *
 * On the same thread it is another name of the same turn, as in a review; on another thread it is the parent of a
 * sub-agent's turn.
 */
export const rootTurnIdIn = (params: unknown): string | undefined => {
  const { turn } = Object(params) as { readonly turn?: unknown };
  const { rootTurnId } = Object(turn) as { readonly rootTurnId?: unknown };
  return typeof rootTurnId === 'string' && rootTurnId !== '' ? rootTurnId : undefined;
};
