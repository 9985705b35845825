import { setImmediate } from 'node:timers/promises';

/** What the heap holds after garbage collection, in bytes, memory that objects hold outside of it included. */
export const heldBytes = async (): Promise<number> => {
  if (!globalThis.gc) throw new Error('the memory is measured with node --expose-gc');
  // What is only freed by a callback of the first collection is gone after the second.
  for (let time = 0; time < 2; time += 1) {
    globalThis.gc();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
