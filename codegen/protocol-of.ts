import type { Dump } from './input/dump.js';
import { buildProtocol, type Protocol } from './model/protocol.js';
import { overrides as decided } from './overrides/index.js';
import { refuseUnused, trackOverrides } from './overrides/tracker.js';
import type { Overrides } from './overrides/types.js';

/**
 * Turns a binary's output into the protocol, and checks that every override was needed.
 *
 * @param lenient - let unused overrides and unclassified methods pass
 * @param overrides - other decisions than those of the project
 */
export const protocolOf = (dump: Dump, lenient = false, overrides: Overrides = decided): Protocol => {
  const tracker = trackOverrides(overrides);
  const protocol = buildProtocol(dump, tracker, lenient);
  if (!lenient) refuseUnused(tracker.unused());
  return protocol;
};
