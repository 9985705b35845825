import type { BenchContext, Measurement } from '../context';
import { streamOf } from '../loads/order';
import { table } from '../report/tables';
import { measureRouting } from '../routing';

const turnCounts = [1, 100, 1_000, 10_000];
const messages = 20_000;

/** The routing step with nothing before and nothing after it. */
export const measureRoutingStep = async ({ progress }: BenchContext): Promise<Measurement> => {
  progress(0, 1);
  const figures = await measureRouting(streamOf('mix'), turnCounts, messages);
  const rows = figures.map(({ turns, nanoseconds }) => [
    turns.toLocaleString('en'),
    nanoseconds.toFixed(0),
    (nanoseconds / figures[0]!.nanoseconds).toFixed(2),
  ]);
  return {
    title: 'The routing step alone',
    markdown:
      'Parsed notifications of the real mix to the subscriber of their turn, with no pipe: what finding the turn and ' +
      'keeping the event cost, as the median over half a second of samples. The growth is that of the processor’s caches, not of the work.\n\n' +
      table([['open turns', 'ns each', 'by one turn'], ...rows]),
    targets: [],
    figures,
  };
};
