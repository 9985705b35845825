import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion } from '../../lib/client/package-version';

test('is the version of package.json', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'codex-rx', version: packageVersion });
});
