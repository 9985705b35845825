/**
 * Recorded lines that are not replayed, and why. Everything else in a recording is; an entry that no line of any
 * recording needs fails the test, here as in the lists below.
 */
export const exclusions = {
  end: 'a process or a socket ended: every replay ends with the loss of its connection instead',
  handshake: 'the initialize that succeeded, and initialized: the client shakes hands by itself',
  'not-a-message': 'text that is no JSON-RPC message, or a batch: the client has no way to send it',
  'no-method': 'a request whose method is a number: the client takes a string',
  'never-asked': 'an answer under an id that the server never used: a handler cannot choose the id',
} as const;

/** The name of a reason why a line is not replayed. */
export type Exclusion = keyof typeof exclusions;

/** Recorded answers that the client must not pass on, by the name of the recording; it sends a refusal instead. */
export const refusedAnswers: readonly (readonly [RegExp, string])[] = [
  [/-error$/, 'the answer is an error: the handler failed'],
  [/-malformed2?$/, 'the answer does not have the shape of the response'],
  [/-nullresult$/, 'the answer is null'],
  [/^06-(?:dyn|rui)-decline$/, 'the answer is one to another kind of request'],
  [/^06-perm-decline$/, 'it grants what was not asked for'],
  [/^18-accept-for-session$/, 'the server had not offered this decision'],
];

/** Recordings of other versions than the one that the codecs were made from: a result may miss a newer field. */
export const otherVersions: ReadonlyMap<string, string> = new Map([['17-0.140', '0.140.0']]);
