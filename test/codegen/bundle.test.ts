import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ROOT } from './support/dump-once';

/** Bundles an import of names from a generated file as an application would, with io-ts apart. */
const bundle = async (file: string, names: string): Promise<string> => {
  const result = await build({
    stdin: {
      contents: `export { ${names} } from './lib/protocol/generated/${file}';`,
      resolveDir: ROOT,
    },
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    external: ['io-ts'],
  });
  return result.outputFiles[0]?.text ?? '';
};

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

describe('a bundle of the generated code', () => {
  it('holds one small codec and nothing else', async () => {
    const text = await bundle('definitions', 'ThreadArchiveParams');
    console.info(`ThreadArchiveParams alone: ${text.length} bytes, ${gzipped(text)} gzipped`);
    expect(text).toContain('threadId');
    expect(text).not.toContain('turnId');
    expect(gzipped(text)).toBeLessThan(1_000);
    expect(brotliCompressSync(text).length).toBeLessThan(1_000);
  });

  it('holds a large codec with what it is made of', async () => {
    const text = await bundle('definitions', 'Thread');
    console.info(`Thread and all of its parts: ${text.length} bytes, ${gzipped(text)} gzipped`);
    expect(text).toContain('aggregatedOutput');
    expect(text).not.toContain('dynamicTools');
    expect(gzipped(text)).toBeLessThan(6_000);
  });

  it('holds tables without the codecs of other tables, and tables of data without io-ts', async () => {
    const sizes: Record<string, number> = {};
    for (const [file, name] of [
      ['client-request-params', 'clientRequestParams'],
      ['client-request-results', 'clientRequestResults'],
      ['client-request-traits', 'clientRequestTraits'],
      ['server-notification-params', 'serverNotificationParams'],
      ['server-notification-scopes', 'serverNotificationScopes'],
      ['server-request-params', 'serverRequestParams'],
      ['server-request-responses', 'serverRequestResponses'],
      ['server-request-scopes', 'serverRequestScopes'],
    ] as const) {
      const text = await bundle(file, name);
      sizes[name] = gzipped(text);
      if (/traits|scopes/.test(file)) expect(text).not.toContain('io-ts');
    }
    console.info(`gzipped: ${JSON.stringify(sizes)}`);
    expect(sizes['clientRequestTraits']).toBeLessThan(3_000);
    expect(sizes['serverNotificationScopes']).toBeLessThan(2_000);
  });
});
