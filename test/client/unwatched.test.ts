import type { ServerNotification } from '../../lib/protocol/notification';
import { memoryCodex, watch, type MemoryCodex, type Watched } from '../support/memory-codex';
import { expectedTurns } from '../support/recordings/expected-turns';
import { connectionsOf, readRecordings } from '../support/recordings/recording';

/** What the server said on each connection of the recordings, without its answers: the client did not ask. */
const connections = readRecordings().flatMap((recording) =>
  connectionsOf(recording).flatMap((who) => {
    const said = recording.lines.flatMap((line) =>
      line.kind === 'received' && line.who === who && line.message.method !== undefined ? [line] : [],
    );
    if (said.length === 0) return [];
    const turns = expectedTurns(said.map(({ message }) => ({ message })));
    return [{ name: `${recording.name} ${who}`, texts: said.map(({ text }) => text), turns }];
  }),
);

/** A client to which everything was said, and what it shows of it at the end. */
interface Told extends MemoryCodex {
  readonly view: unknown;
  readonly turns: Readonly<Record<string, Watched<ServerNotification>>>;
}

const tell = (memory: MemoryCodex, texts: readonly string[], turnIds: readonly string[]): Told => {
  for (const text of texts) memory.transport.send(text);
  const view = watch(memory.client.view$).values.at(-1);
  const replays = turnIds.map((id) => [id, watch(memory.client.turn(id).events$)] as const);
  return { ...memory, view, turns: Object.fromEntries(replays) };
};

/**
 * Somebody subscribes to every message and turn before anything is said; to `view$` only at the end: of what belongs to
 * no turn the view of a late subscriber has the last notification of each method.
 */
const watched = (texts: readonly string[], turnIds: readonly string[]) => {
  const memory = memoryCodex();
  const all = [watch<unknown>(memory.client.messages$), watch<unknown>(memory.client.notifications$)];
  const live = Object.fromEntries(turnIds.map((id) => [id, watch(memory.client.turn(id).events$)] as const));
  const told = tell(memory, texts, turnIds);
  return { ...told, live, all };
};

const unwatched = (texts: readonly string[], turnIds: readonly string[]): Told =>
  tell(memoryCodex(), texts, turnIds);

/** What was reported, in no order: what nobody watches is found out later. */
const reported = ({ diagnostics }: MemoryCodex): readonly string[] =>
  [...new Set(diagnostics.map((diagnostic) => JSON.stringify(diagnostic)))].sort();

describe('a connection that nobody watched until its end is as one that was watched', () => {
  test.each(connections)('$name', ({ texts, turns }) => {
    const turnIds = turns.opened.map(({ id }) => id);
    const [seen, unseen] = [watched(texts, turnIds), unwatched(texts, turnIds)];
    for (const { id, events } of turns.opened) {
      const replay = unseen.turns[id]!;
      // A turn that was asked something, and nothing else, has no events.
      expect(replay.values).toEqual(events);
      expect(replay.values).toEqual(seen.turns[id]!.values);
      expect(replay.values).toEqual(seen.live[id]!.values);
      expect([replay.end(), seen.live[id]!.end()]).toEqual([seen.turns[id]!.end(), replay.end()]);
    }
    expect(unseen.view).toEqual(seen.view);
    expect(reported(unseen)).toEqual(reported(seen));
    // Somebody did watch, else this would compare a client with itself.
    expect(seen.all[1]!.values.length).toBe(
      texts.filter((text) => !('id' in (JSON.parse(text) as object))).length,
    );
  });

  test('there are enough of them, and turns in them', () => {
    expect(connections.length).toBeGreaterThan(100);
    expect(connections.reduce((sum, { turns }) => sum + turns.opened.length, 0)).toBeGreaterThan(150);
  });
});
