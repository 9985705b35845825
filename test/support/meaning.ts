import type { ServerNotification } from '../../lib/protocol/notification';

/** Events by what a reader of a whole turn gets from them: which deltas there were, however they were cut. */
export const meaningOf = (events: readonly ServerNotification[]): readonly unknown[] => {
  const pieces: { readonly key: string; text: string }[] = [];
  for (const { method, params, invalid: isInvalid } of events) {
    const { delta: text, ...others } = Object(params) as { readonly delta?: string };
    const key = JSON.stringify([method, others, isInvalid]);
    const last = pieces.at(-1);
    if (text !== undefined && isInvalid !== true && last?.key === key) last.text += text;
    else pieces.push({ key, text: text ?? '' });
  }
  return pieces;
};
