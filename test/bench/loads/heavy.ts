import { mixOf, type Mix } from '../mix';
import { readRecording, type Recording } from './recording';

/** How much a heavy item holds, as characters of its text. */
export const heavyCharacters = 64 * 1024;

interface ItemEnd {
  readonly method: string;
  readonly params: { readonly item: Record<string, unknown> & { readonly type: string } };
}

/** What a build prints: a short line, with characters that JSON escapes. */
export const outputLine = '\u001b[32mok\u001b[0m src/"quoted name"/module.ts (12 tests) 34 ms\n';

/**
 * Items that weigh: of a recorded command, a recorded patch and its diff, each with 64 KiB of text instead of its own.
 *
 * @param commands a recording in which a command runs
 * @param patches a recording in which a patch is applied
 */
export const readHeavy = (commands: string, patches: string): Mix => {
  const [command, patch] = [readRecording(commands), readRecording(patches)];
  const text = outputLine.repeat(Math.ceil(heavyCharacters / outputLine.length));
  const run = withItem(endOf(command, 'commandExecution'), { aggregatedOutput: text });
  const changes = [{ path: 'src/module.ts', kind: { type: 'add' }, diff: text }];
  const change = inTurn(withItem(endOf(patch, 'fileChange'), { changes }), patch, command);
  const diff = JSON.parse(find(patch, (each) => each.includes('"method":"turn/diff/updated"'))) as {
    readonly params: object;
  };
  const whole = inTurn(JSON.stringify({ ...diff, params: { ...diff.params, diff: text } }), patch, command);
  // A command at a time writes most: two of them to each patch.
  return mixOf(command, [run, run, change, whole]);
};

const find = ({ between }: Recording, wanted: (text: string) => boolean): string => {
  const found = between.find(wanted);
  if (found === undefined) throw new Error('the recording does not hold what the load is made of');
  return found;
};

const endOf = (recording: Recording, type: string): ItemEnd =>
  JSON.parse(
    find(recording, (text) =>
      text.startsWith(`{"method":"item/completed","params":{"item":{"type":"${type}"`),
    ),
  ) as ItemEnd;

const withItem = (message: ItemEnd, fields: object): string => {
  const item = { ...message.params.item, ...fields };
  return JSON.stringify({ ...message, params: { ...message.params, item } });
};

const inTurn = (text: string, from: Recording, to: Recording): string =>
  text.replaceAll(from.threadId, to.threadId).replaceAll(from.turnId, to.turnId);
