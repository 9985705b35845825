import { from } from 'rxjs';
import { agentText } from '../../lib/operators/agent-text';
import type { ServerNotification } from '../../lib/protocol/notification';
import { initialConnectionView, type ConnectionView } from '../../lib/view/connection-view';
import { reduceConnection } from '../../lib/view/reduce-connection';
import { reduceTurn } from '../../lib/view/reduce-turn';
import { keptTurns } from '../../lib/view/thread-view';
import { initialTurnView, turnText, type TurnView } from '../../lib/view/turn-view';
import { connectionsOf, readRecordings } from '../support/recordings/recording';
import { expectedTurns } from '../support/recordings/expected-turns';
import { valuesOf } from '../support/operator-cases';
import { spyReader } from '../support/routing';

/** Every connection of the recordings: its notifications as the client reads them, and its turns as counted by hand. */
const connections = readRecordings().flatMap((recording) =>
  connectionsOf(recording).map((who) => {
    const received = recording.lines.flatMap((line) =>
      line.kind === 'received' && line.who === who && line.message.method !== undefined ? [line.message] : [],
    );
    const { read } = spyReader();
    const notifications = received.filter(({ id }) => id === undefined);
    return {
      name: `${recording.name} ${who}`,
      events: notifications.map((message) => read(message as never)),
      expected: expectedTurns(received.map((message) => ({ message }))),
    };
  }),
);

const viewOf = (events: readonly ServerNotification[]): ConnectionView =>
  events.reduce(
    (view, event) => reduceConnection(view, { type: 'notification', event }),
    initialConnectionView(),
  );

/** Whether something says that a turn runs, or ran, besides an answer and the server's requests. */
const showsItself = (methods: readonly unknown[]): boolean =>
  methods.some((method) => /^(turn\/(started|completed)$|item\/)/.test(String(method)));

test.each(connections)(
  '$name: every turn ends in the view as it ended on the wire',
  ({ events, expected }) => {
    const { threads } = viewOf(events);
    const statuses = new Map(
      threads.flatMap(({ turns }) => turns.map(({ id, status }) => [id, status] as const)),
    );
    const shown = expected.opened.filter((turn) => showsItself(turn.events.map(({ method }) => method)));
    // A thread keeps its newest turns.
    const missing = shown.filter(({ id }) => !statuses.has(id)).length;
    expect(missing).toBe(shown.length > keptTurns ? shown.length - keptTurns : 0);
    for (const turn of shown.slice(missing)) {
      expect([turn.id, statuses.get(turn.id)]).toEqual([turn.id, turn.status ?? 'inProgress']);
    }
  },
);

test.each(connections)('$name: a turn alone is as it is among the others', ({ events, expected }) => {
  const view = viewOf(events);
  const inView = new Map(view.threads.flatMap(({ turns }) => turns.map((turn) => [turn.id, turn] as const)));
  const { read } = spyReader();
  for (const turn of expected.opened) {
    const own = turn.events.map((message) => read(message as never));
    const alone = own.reduce(reduceTurn, initialTurnView(turn.id));
    expect(turnText(alone)).toBe(valuesOf(from(own).pipe(agentText())).at(-2) ?? '');
    const among: TurnView | undefined = inView.get(turn.id);
    // Among the others it also hears of what came after its end.
    if (among && expected.late.length === 0) expect(among.items).toEqual(alone.items);
  }
});

test('there are recordings', () => {
  expect(connections.length).toBeGreaterThan(100);
  expect(connections.reduce((sum, { expected }) => sum + expected.opened.length, 0)).toBeGreaterThan(150);
});
