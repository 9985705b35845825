import type { ChildProcess } from 'node:child_process';

/**
 * Ends a child step by step: end of stdin, SIGTERM after `step` ms, SIGKILL after `step` ms more.
 *
 * @param ended resolves when the child is gone
 * @returns a promise that resolves with `ended` and never rejects
 */
export const stopChild = async (child: ChildProcess, step: number, ended: Promise<void>): Promise<void> => {
  const timers = [
    setTimeout(() => child.kill('SIGTERM'), step),
    setTimeout(() => child.kill('SIGKILL'), 2 * step),
  ];
  child.stdin?.end();
  await ended;
  timers.forEach(clearTimeout);
};
