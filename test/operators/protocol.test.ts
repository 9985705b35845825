import { from, type Observable } from 'rxjs';
import { agentText } from '../../lib/operators/agent-text';
import { coalesce } from '../../lib/operators/coalesce';
import { commandOutput } from '../../lib/operators/command-output';
import { completedItems } from '../../lib/operators/completed-items';
import { diff } from '../../lib/operators/diff';
import { fileChanges } from '../../lib/operators/file-changes';
import { ofItem } from '../../lib/operators/of-item';
import { ofMethod } from '../../lib/operators/of-method';
import { plan } from '../../lib/operators/plan';
import { reasoningText } from '../../lib/operators/reasoning-text';
import { stallsAfter } from '../../lib/operators/stalls-after';
import { tokenUsage } from '../../lib/operators/token-usage';
import { turnItems } from '../../lib/operators/turn-items';
import { turnResult } from '../../lib/operators/turn-result';
import { untilTurnCompleted } from '../../lib/operators/until-turn-completed';
import type { ServerNotification } from '../../lib/protocol/notification';
import { valuesOf } from '../support/operator-cases';
import { sampleNotifications } from '../support/protocol-samples';
import { deepFrozen } from '../support/sharing';

type Events$ = Observable<ServerNotification>;

/** What reads notifications and trusts their types. */
const readers: Readonly<Record<string, (source$: Events$) => Observable<unknown>>> = {
  agentText: (source$) => source$.pipe(agentText()),
  commandOutput: (source$) => source$.pipe(commandOutput()),
  completedItems: (source$) => source$.pipe(completedItems()),
  diff: (source$) => source$.pipe(diff()),
  fileChanges: (source$) => source$.pipe(fileChanges()),
  ofItem: (source$) => source$.pipe(ofMethod('item/started', 'item/completed'), ofItem('commandExecution')),
  plan: (source$) => source$.pipe(plan()),
  reasoningText: (source$) => source$.pipe(reasoningText()),
  'reasoningText of the content': (source$) => source$.pipe(reasoningText('content')),
  tokenUsage: (source$) => source$.pipe(tokenUsage()),
  turnItems: (source$) => source$.pipe(turnItems()),
  turnResult: (source$) => source$.pipe(turnResult()),
};

/** What hands notifications on. */
const passers: Readonly<Record<string, (source$: Events$) => Events$>> = {
  coalesce: (source$) => source$.pipe(coalesce(1)),
  stallsAfter: (source$) => source$.pipe(stallsAfter(60_000)),
  untilTurnCompleted: (source$) => source$.pipe(untilTurnCompleted('none of them')),
};

let events: readonly ServerNotification[];
beforeAll(async () => {
  events = deepFrozen(await sampleNotifications(60));
});

test.each(Object.entries(readers))(
  '%s says of all that a server could send what it says of the valid',
  (_, read) => {
    // The end of a turn is one, whatever else it is.
    const valid = events.filter(({ method, invalid }) => invalid !== true || method === 'turn/completed');
    expect(valid.length).toBeLessThan(events.length);
    const said = valuesOf(read(from(events)));
    expect(said.at(-1)).toBe('complete');
    expect(said.length).toBeGreaterThan(1);
    expect(said).toEqual(valuesOf(read(from(valid))));
  },
);

test.each(Object.entries(passers))('%s hands on all that a server could send, in order', (_, pass) => {
  const passed = valuesOf(pass(from(events)));
  expect(passed.at(-1)).toBe('complete');
  const whole = (event: unknown): boolean => !('folded' in (event as object));
  expect(
    passed
      .slice(0, -1)
      .filter(whole)
      .every((event) => events.includes(event as never)),
  ).toBe(true);
  expect(passed.length - 1).toBeGreaterThan(0.9 * events.length);
});
