import { from } from 'rxjs';
import { commandOutput, type CommandOutput } from '../../lib/operators/command-output';
import type { CommandExecutionThreadItem } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  agentMessage,
  command,
  invalid,
  itemCompleted,
  itemStarted,
  outputDelta,
} from '../support/notifications';
import { costRatio } from '../support/cost-ratio';
import { operatorCases, valuesOf } from '../support/operator-cases';

const started = command('c') as CommandExecutionThreadItem;
const done = (aggregatedOutput: string | null, exitCode = 0): ServerNotification =>
  itemCompleted({ ...started, status: 'completed', aggregatedOutput, exitCode });
const output = (text: string, fields: Partial<CommandOutput> = {}): CommandOutput => ({
  itemId: 'c',
  command: started.command,
  output: text,
  status: 'inProgress',
  exitCode: null,
  ...fields,
});
const ended = { status: 'completed', exitCode: 0 } as const;

/** What the operator says of these events. */
const read = (events: readonly ServerNotification[], itemId?: string): unknown[] =>
  valuesOf(from(events).pipe(commandOutput(itemId)));

describe('commandOutput', () => {
  operatorCases<ServerNotification, CommandOutput>({
    operator: () => commandOutput(),
    source: { a: itemStarted(started), b: outputDelta('c', 'hi'), c: done('hi there') },
    emitted: { x: output(''), y: output('hi'), z: output('hi there', ended) },
    live: [output(''), output('hi'), output('hi there', ended)],
  });

  it('does with the completed output where there are no deltas, and with the deltas where it is missing', () => {
    expect(read([itemStarted(started), done('all')]).at(1)).toEqual(output('all', ended));
    expect(read([outputDelta('c', 'only'), done(null)]).at(1)).toEqual(output('only', ended));
  });

  it('shows deltas that came without a beginning as what they are', () => {
    expect(read([outputDelta('c', 'late')])).toEqual([output('late', { command: null }), 'complete']);
  });

  it('lets nothing change what has completed', () => {
    expect(read([done('all'), outputDelta('c', 'more'), itemStarted(started)])).toEqual([
      output('all', ended),
      'complete',
    ]);
  });

  it('follows one command where one is named, and keeps several apart', () => {
    const events = [
      outputDelta('c', '1'),
      outputDelta('d', '2'),
      outputDelta('c', '3'),
      itemStarted(command('d')),
    ];
    expect((read(events).slice(0, 3) as CommandOutput[]).map((one) => one.output)).toEqual(['1', '2', '13']);
    expect((read(events, 'd').slice(0, 2) as CommandOutput[]).map((one) => one.itemId)).toEqual(['d', 'd']);
  });

  it('leaves everything else and what is invalid out', () => {
    expect(
      read([
        itemStarted(agentMessage('m')),
        invalid(outputDelta('c', 'x')),
        itemCompleted(agentMessage('m')),
      ]),
    ).toEqual(['complete']);
  });

  it('takes commands of other turns and threads for others, although their ids are the same', () => {
    const other = { turnId: 'other' };
    const elsewhere = { threadId: 'other' };
    const events = [
      outputDelta('c', '1'),
      outputDelta('c', 'a', other),
      done('12'),
      outputDelta('c', 'b', other),
      outputDelta('c', 'x', elsewhere),
      outputDelta('c', '3'),
    ];
    const texts = (read(events).slice(0, -1) as CommandOutput[]).map((one) => one.output);
    expect(texts).toEqual(['1', 'a', '12', 'ab', 'x']);
  });

  it('follows a bounded number of commands that do not complete', () => {
    const begun = Array.from({ length: 101 }, (_, index) => outputDelta(`c${index}`, 'a'));
    const texts = read([...begun, outputDelta('c100', 'b'), outputDelta('c0', 'b')]) as CommandOutput[];
    expect(texts.slice(-3, -1).map((one) => one.output)).toEqual(['ab', 'b']);
  });

  it('keeps the beginning and the end of very much, and says how much is gone', () => {
    const lines = Array.from({ length: 400 }, (_, index) => outputDelta('c', `${index} `.padEnd(8_192, 'x')));
    const last = (read(lines).at(-2) as CommandOutput).output;
    expect(last).toMatch(/^0 x+[^]*\n\.\.\. \d+ characters omitted \.\.\.\n[^]*399 x+$/);
    expect(last.length).toBeLessThan(2 * 1024 * 1024);
  });

  it('takes time that grows with the number of deltas, not with its square', () => {
    const all = Array.from({ length: 20_000 }, () => outputDelta('c', 'x'.repeat(20)));
    const inPortions = (size: number): void => {
      for (let start = 0; start < all.length; start += size) read(all.slice(start, start + size));
    };
    expect(costRatio(inPortions, 1_000, 20_000)).toBeLessThan(8);
  });
});
