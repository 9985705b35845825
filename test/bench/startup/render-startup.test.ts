import { names, renderStartup } from './render-startup';

const times = (name: string, imported: number) => ({ name, times: [{ imported, whole: 10 * imported }] });
const size = (name: string, gzip: number) => ({ name, minified: 2 * gzip, gzip, brotli: gzip - 1 });
const { targets, markdown } = renderStartup({
  imports: [times(names.rxjs, 80), times(names.adds, 20)],
  sizes: [size(names.bareClient, 14_000), size(names.smallCodec, 600)],
});

describe('the section of the start-up', () => {
  it('sets targets on what an import adds and on two sizes', () => {
    expect(targets.map(({ figure, sense, bound, unit }) => [figure.median, sense, bound, unit])).toEqual([
      [0.25, 'at most', 0.5, '× importing rxjs'],
      [14, 'at most', 15, 'kB gzip'],
      [0.6, 'at most', 1, 'kB gzip'],
    ]);
  });

  it('shows every figure', () => {
    expect(markdown).toContain('| `rxjs` | 80.0 (80.0 to 80.0) | 800 (800 to 800) |');
    expect(markdown).toContain(`| ${names.bareClient} | 28.0 | 14.0 | 14.0 |`);
  });
});
