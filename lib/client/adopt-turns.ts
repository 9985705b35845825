import type { Router } from '../router/router.js';

interface NamedTurn {
  readonly id?: unknown;
  readonly status?: unknown;
}

/**
 * Makes the turns known that an answer lists as running.
 *
 * `thread/resume` and `thread/fork` list the turns of the thread, and only one that is in progress runs.
 */
export const adoptTurns = (router: Router, method: string, result: unknown): void => {
  if (method !== 'thread/resume' && method !== 'thread/fork') return;
  const { thread } = Object(result) as { readonly thread?: ThreadSnapshot };
  for (const listed of listIn(thread?.turns)) {
    if (listed?.status === 'inProgress') adopt(router, thread?.id, listed);
  }
};

interface ThreadSnapshot {
  readonly id?: unknown;
  readonly turns?: unknown;
}

/** With `validate: false` a result can be anything. */
const listIn = (turns: unknown): readonly (NamedTurn | null)[] =>
  Array.isArray(turns) ? (turns as readonly (NamedTurn | null)[]) : [];

const adopt = (router: Router, threadId: unknown, turn: NamedTurn): void => {
  if (typeof threadId === 'string' && typeof turn.id === 'string') router.adopt(threadId, turn.id, true);
};
