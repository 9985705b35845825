import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fakeAppServer } from '../../../lib/testing/fake/fake-app-server.js';
import { reply, send } from '../../../lib/testing/fake/fake-steps.js';
import { startRawAppServer } from '../support/raw-app-server.js';
import { expectRefused } from '../support/refusals.js';

test('a short script needs no file, and fits into the command line of every system', () => {
  const fake = fakeAppServer();
  expect(fake.command).toBe(process.execPath);
  expect(fake.args.join(' ')).not.toContain(tmpdir());
  // Windows takes 32,767 characters, and a quote costs one more.
  const length = fake.args.reduce((sum, arg) => sum + arg.length + arg.split('"').length + 2, 0);
  expect(length).toBeLessThan(30_000);
  expect(() => fake.received()).toThrow(/fakeAppServer\(script, \{ record: true \}\)/);
  fake.dispose();
});

test('a script of 2 MB goes through a file, which dispose removes, twice', async () => {
  const big = 'x'.repeat(2_000_000);
  const fake = fakeAppServer({ on: { big: [reply(big)] } });
  const folder = fake.args.find((arg) => arg.startsWith(tmpdir()))!;
  expect(readdirSync(folder)).toEqual(['script.json']);
  expect(fake.args.join('').length).toBeLessThan(30_000);
  const server = startRawAppServer(fake.command, fake.args);
  expect(await server.request('big')).toBe(big);
  await server.end();
  fake.dispose();
  fake.dispose();
  expect(existsSync(folder)).toBe(false);
});

test('an empty list for a method is silence, while the other methods answer', async () => {
  const fake = fakeAppServer({ on: { 'thread/start': [] } });
  const server = startRawAppServer(fake.command, fake.args);
  server.send({ id: 'never', method: 'thread/start', params: {} });
  await server.initialize();
  await server.end();
  expect(server.messages.map(({ id }) => id)).toEqual([1]);
});

test('what makes no sense is refused before any process is started', () => {
  expectRefused(() => fakeAppServer([]), /at least one script/);
  expectRefused(() => fakeAppServer({ start: [send({ id: '$nope' })] }), /no value "nope"/);
});
