import { describeOutcome } from '../../lib/errors/outcome.js';

describe('describeOutcome', () => {
  it.each([
    ['request thread/read', 'not-sent', 'Request thread/read was never sent.'],
    ['turn 01a2', 'unknown', 'Outcome of turn 01a2: unknown.'],
    ['', 'not-sent', ' was never sent.'],
  ] as const)('tells of %p that it is %s', (subject, outcome, sentence) => {
    expect(describeOutcome(subject, outcome)).toBe(sentence);
  });
});
