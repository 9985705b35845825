import type { Router } from '../router/router.js';

interface NamedTurn {
  readonly id?: unknown;
  readonly status?: unknown;
}

/**
 * Makes the turns known that an answer names as running.
 *
 * `turn/start` and `review/start` answer with the turn they started; `thread/resume` and `thread/fork` list the
 * turns of the thread, and only one that is in progress runs.
 */
export const adoptTurns = (router: Router, method: string, params: unknown, result: unknown): void => {
  const { threadId: asked } = Object(params) as { readonly threadId?: unknown };
  const { turn, thread } = Object(result) as { readonly turn?: NamedTurn; readonly thread?: ThreadSnapshot };
  if (method === 'turn/start' || method === 'review/start') adopt(router, asked, turn, false);
  else if (method === 'thread/resume' || method === 'thread/fork') {
    for (const listed of listIn(thread?.turns)) {
      if (listed?.status === 'inProgress') adopt(router, thread?.id, listed, true);
    }
  }
};

interface ThreadSnapshot {
  readonly id?: unknown;
  readonly turns?: unknown;
}

/** With `validate: false` a result can be anything. */
const listIn = (turns: unknown): readonly (NamedTurn | null)[] =>
  Array.isArray(turns) ? (turns as readonly (NamedTurn | null)[]) : [];

const adopt = (router: Router, threadId: unknown, turn: NamedTurn | undefined, started: boolean): void => {
  if (typeof threadId === 'string' && typeof turn?.id === 'string') router.adopt(threadId, turn.id, started);
};
