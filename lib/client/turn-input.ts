import type { UserInput } from '../protocol/generated/definitions.js';

/** What a turn is started or steered with: text, one input item, or several. */
export type TurnInput = string | UserInput | readonly UserInput[];

/** Input items by name, for what is easier to read that way. */
export const userInput = {
  text: (text: string): UserInput => ({ type: 'text', text, text_elements: [] }),
  /** An image by its URL; a `data:` URL holds it. */
  image: (url: string): UserInput => ({ type: 'image', url }),
  /** An image in a file that the server can read. */
  localImage: (path: string): UserInput => ({ type: 'localImage', path }),
  /** A recording by its URL; a `data:` URL holds it. */
  audio: (url: string): UserInput => ({ type: 'audio', url }),
  /** A recording in a file that the server can read. */
  localAudio: (path: string): UserInput => ({ type: 'localAudio', path }),
  /** A skill, by its name and the path of its file, as `api.skills.list` has them. */
  skill: (name: string, path: string): UserInput => ({ type: 'skill', name, path }),
  /** An app, a plugin or a file that is mentioned, by its name and path. */
  mention: (name: string, path: string): UserInput => ({ type: 'mention', name, path }),
} as const;

/** Writes an input as the wire takes it. */
export const toUserInput = (input: TurnInput): readonly UserInput[] => {
  if (typeof input === 'string') return [userInput.text(input)];
  return isList(input) ? input : [input];
};

const isList = (input: UserInput | readonly UserInput[]): input is readonly UserInput[] =>
  Array.isArray(input);
