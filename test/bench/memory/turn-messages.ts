import { threadIdOf, turnIdOf, type Mix } from '../mix';

/** A piece of what the agent says, as long as a token is on average. */
export const deltaText = (turn: number, index: number): string => {
  const params = {
    threadId: threadIdOf(turn),
    turnId: turnIdOf(turn),
    itemId: 'm1',
    delta: String(index % 10_000).padStart(4, ' '),
  };
  return JSON.stringify({ method: 'item/agentMessage/delta', params, emittedAtMs: 1_795_351_871_963 });
};

/** Some turns that run at once, and what each of them says, beginning and end included. */
export interface Batch {
  readonly first: number;
  readonly turns: number;
  readonly messagesEach: number;
}

/** Writes the messages of turns that run at once, in rotation. */
export const writeBatch = (
  mix: Mix,
  { first, turns, messagesEach }: Batch,
  write: (text: string) => void,
): void => {
  for (let index = 0; index < messagesEach; index += 1) {
    for (let turn = first; turn < first + turns; turn += 1) {
      if (index === 0) write(mix.started(turn));
      else if (index === messagesEach - 1) write(mix.completed(turn));
      else write(mix.text(turn, index - 1));
    }
  }
};
