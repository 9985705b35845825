import { tmpdir } from 'node:os';
import { measureStartup } from './measure-startup';

describe('the start-up', () => {
  it('is measured on what was built, and says how to build it', async () => {
    await expect(measureStartup({ rounds: 1, folder: tmpdir() })).rejects.toThrow('npm run build');
  });
});
