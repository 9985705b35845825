import { exceptions } from './exceptions.js';
import { names } from './names.js';
import { requests } from './requests.js';
import type { Overrides } from './types.js';

/** Everything about the protocol that is decided by hand. */
export const overrides: Overrides = { requests, names, ...exceptions };
