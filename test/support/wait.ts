import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `condition` holds, or fails after `ms`. */
export const until = async (condition: () => boolean, what: string, ms = 10_000): Promise<void> => {
  const deadline = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms in vain: ${what}`);
    await sleep(5);
  }
};
