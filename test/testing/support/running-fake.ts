import { fakeAppServer, type FakeAppServer } from '../../../lib/testing/fake/fake-app-server.js';
import type { FakeScript } from '../../../lib/testing/fake/fake-step.js';
import { startRawAppServer, type RawAppServer } from './raw-app-server.js';

/** A fake app-server that can be started, as often as a test likes. */
export interface RunningFake {
  readonly fake: FakeAppServer;
  readonly start: () => RawAppServer;
}

/** Runs `use` with a recording fake app-server, and leaves no process of it behind. */
export const withFake = async (
  script: FakeScript | readonly FakeScript[],
  use: (running: RunningFake) => Promise<void>,
): Promise<void> => {
  const fake = fakeAppServer(script, { record: true });
  const servers: RawAppServer[] = [];
  const start = () => {
    const server = startRawAppServer(fake.command, fake.args);
    servers.push(server);
    return server;
  };
  try {
    await use({ fake, start });
  } finally {
    for (const { child } of servers) child.kill('SIGKILL');
    for (const { grandchild } of fake.records()) if (grandchild !== undefined) kill(grandchild);
    await Promise.all(servers.map(({ exited }) => exited));
    fake.dispose();
  }
};

/** Runs `use` with one process of a fake app-server. */
export const withFakeServer = (
  script: FakeScript | readonly FakeScript[],
  use: (server: RawAppServer, fake: FakeAppServer) => Promise<void>,
): Promise<void> => withFake(script, ({ fake, start }) => use(start(), fake));

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};
