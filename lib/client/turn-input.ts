import type { UserInput } from '../protocol/generated/definitions.js';

/** What a turn is started or steered with: text, one input item, or several. */
export type TurnInput = string | UserInput | readonly UserInput[];

/** Writes an input as the wire takes it. */
export const toUserInput = (input: TurnInput): readonly UserInput[] => {
  if (typeof input === 'string') return [{ type: 'text', text: input, text_elements: [] }];
  return isList(input) ? input : [input];
};

const isList = (input: UserInput | readonly UserInput[]): input is readonly UserInput[] =>
  Array.isArray(input);
