import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { stopChild } from '../../lib/transport/stop-child.node.js';
import { ready, spawnScript } from './children.js';

describe('the steps', () => {
  /** A child that notes what is done to it, on a clock of its own. */
  const fakeChild = () => {
    const steps: string[] = [];
    const start = Date.now();
    const note = (step: string): void => void steps.push(`${step} at ${Date.now() - start}`);
    const child = {
      stdin: { end: () => note('end') },
      kill: (signal: string) => note(signal),
    } as unknown as ChildProcess;
    let finish: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (finish = resolve));
    return { child, steps, ended, finish };
  };

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are the end of stdin, SIGTERM a step later and SIGKILL another step later', async () => {
    const { child, steps, ended, finish } = fakeChild();
    const stopped = stopChild(child, 2_000, ended);
    await jest.advanceTimersByTimeAsync(10_000);
    finish();
    await stopped;
    expect(steps).toEqual(['end at 0', 'SIGTERM at 2000', 'SIGKILL at 4000']);
  });

  it.each([
    [1_999, ['end at 0']],
    [2_001, ['end at 0', 'SIGTERM at 2000']],
    [4_001, ['end at 0', 'SIGTERM at 2000', 'SIGKILL at 4000']],
  ])('go no further once the child is gone, after %i ms', async (after, expected) => {
    const { child, steps, ended, finish } = fakeChild();
    const stopped = stopChild(child, 2_000, ended);
    await jest.advanceTimersByTimeAsync(after);
    finish();
    await stopped;
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(steps).toEqual(expected);
  });

  it('are waited for: the promise resolves with the end of the child and not before', async () => {
    const { child, ended, finish } = fakeChild();
    let stopped = false;
    void stopChild(child, 10, ended).then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(stopped).toBe(false);
    finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(true);
  });

  it('work on a child without stdin', async () => {
    const { child, steps, ended, finish } = fakeChild();
    const stopped = stopChild({ kill: child.kill } as ChildProcess, 10, ended);
    await jest.advanceTimersByTimeAsync(10);
    finish();
    await stopped;
    expect(steps).toEqual(['SIGTERM at 10']);
  });
});

describe('a real child', () => {
  const stayAlive = "setInterval(() => {}, 1000); process.stdout.write('ready')";

  const stop = async (script: string, step: number): Promise<readonly unknown[]> => {
    const child = spawnScript(script);
    await ready(child);
    const exit = once(child, 'exit');
    await stopChild(
      child,
      step,
      exit.then(() => undefined),
    );
    return exit;
  };

  it('that heeds the end of stdin is sent no signal', async () => {
    const heeds = "process.stdin.resume().on('end', () => process.exit(7)); process.stdout.write('ready')";
    expect(await stop(heeds, 20_000)).toEqual([7, null]);
  });

  it('that does not is sent SIGTERM', async () => {
    expect(await stop(stayAlive, 100)).toEqual([null, 'SIGTERM']);
  });

  it('that ignores SIGTERM too is sent SIGKILL', async () => {
    expect(await stop(`process.on('SIGTERM', () => {}); ${stayAlive}`, 100)).toEqual([null, 'SIGKILL']);
  });
});
