/**
 * What is known of the effect of something that did not settle normally.
 *
 * `not-sent`: it never reached the wire, so it had no effect. `unknown`: it was written, and whether the server
 * carried it out cannot be told from here.
 */
export type Outcome = 'not-sent' | 'unknown';

/** The sentence in an error message that tells the outcome of `subject`, for example "turn 01a2". */
export const describeOutcome = (subject: string, outcome: Outcome): string =>
  outcome === 'not-sent' ? `${capitalize(subject)} was never sent.` : `Outcome of ${subject}: unknown.`;

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
