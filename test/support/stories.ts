import fc, { type Arbitrary } from 'fast-check';
import type { ThreadItem } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import { ownField } from '../../lib/protocol/own-field';
import {
  agentMessage,
  command,
  delta,
  diffUpdated,
  itemCompleted,
  itemStarted,
  notification,
  outputDelta,
  planUpdated,
  reasoningDelta,
  tokenUsage,
  turnCompleted,
  turnStarted,
  unknownNotification,
} from './notifications';

/** The turn that a story is of. */
export interface StoryIds {
  readonly threadId: string;
  readonly turnId: string;
}

export type Story = readonly ServerNotification[];

const text = fc.string({ unit: 'binary', maxLength: 6 });
const change = (path: string) => ({ path, diff: `+${path}`, kind: { type: 'add' } }) as const;
const failure = { message: 'no', codexErrorInfo: null, additionalDetails: null };

/** Items whose ids begin with what they are, so that one id is never of two types. */
const item: Arbitrary<ThreadItem> = fc.oneof(
  fc.tuple(fc.constantFrom('m1', 'm2', 'm3'), text).map(([id, said]) => agentMessage(id, said)),
  fc.constantFrom('c1', 'c2').map((id) => command(id)),
  fc
    .tuple(fc.constant('r'), fc.array(text, { maxLength: 2 }))
    .map(([id, content]): ThreadItem => ({ type: 'reasoning', id, content, summary: [] })),
  text.map((said): ThreadItem => ({ type: 'plan', id: 'p', text: said })),
  fc.constantFrom<ThreadItem>(
    { type: 'fileChange', id: 'f', status: 'inProgress', changes: [change('a')] },
    { type: 'fileChange', id: 'f', status: 'completed', changes: [change('a'), change('b')] },
    { type: 'mcpToolCall', id: 't', server: 's', tool: 't', arguments: null, status: 'inProgress' },
    { type: 'telepathy', id: 'n', strength: 9 } as unknown as ThreadItem,
  ),
);

/** What is said to an item in a row, which a long replay says at once. */
const said = fc.array(text, { minLength: 1, maxLength: 4 });

/** What adds to an item, once or several times. */
const growth = (ids: StoryIds): Arbitrary<Story> => {
  const run = <T>(to: Arbitrary<T>, add: (item: T, piece: string) => ServerNotification): Arbitrary<Story> =>
    fc.tuple(to, said).map(([item, pieces]) => pieces.map((piece) => add(item, piece)));
  return fc.oneof(
    run(fc.constantFrom('m1', 'm2', 'm3'), (id, piece) => delta(id, piece, ids)),
    run(fc.constantFrom('c1', 'c2'), (id, piece) => outputDelta(id, piece, ids)),
    run(fc.nat(2), (part, piece) => reasoningDelta('r', part, piece, ids)),
    run(fc.nat(2), (summaryIndex, piece) =>
      notification('item/reasoning/summaryTextDelta', { ...ids, itemId: 'r', summaryIndex, delta: piece }),
    ),
    run(fc.constant('p'), (itemId, piece) =>
      notification('item/plan/delta', { ...ids, itemId, delta: piece }),
    ),
    run(fc.constant('f'), (itemId, piece) =>
      notification('item/fileChange/outputDelta', { ...ids, itemId, delta: piece }),
    ),
    run(fc.constant('c1'), (itemId, stdin) =>
      notification('item/commandExecution/terminalInteraction', { ...ids, itemId, processId: '1', stdin }),
    ),
    fc.constantFrom(
      [notification('item/fileChange/patchUpdated', { ...ids, itemId: 'f', changes: [change('c')] })],
      [notification('item/mcpToolCall/progress', { ...ids, itemId: 't', message: 'half' })],
    ),
  );
};

/** What is said of the turn itself. */
const fact = (ids: StoryIds): Arbitrary<ServerNotification> =>
  fc.oneof(
    fc.nat(3).map((tokens) => tokenUsage(tokens, ids)),
    fc.boolean().map((willRetry) => notification('error', { ...ids, error: failure, willRetry })),
    text.map((step) => planUpdated([{ step, status: 'pending' }], ids)),
    text.map((said) => diffUpdated(said, ids)),
    fc.constantFrom<ServerNotification>(
      turnStarted(ids),
      notification('thread/compacted', ids),
      notification('model/verification', { ...ids, verifications: [] }),
      notification('turn/moderationMetadata', { ...ids, metadata: { flagged: false } }),
      unknownNotification('turn/telepathy', ids),
      unknownNotification('item/telepathy/delta', { ...ids, itemId: 'm1', delta: 'never said' }),
    ),
  );

/** Items grow, and nothing else. */
export const deltaStory = (ids: StoryIds): Arbitrary<Story> =>
  fc.array(growth(ids), { maxLength: 15 }).map((runs) => runs.flat());

/** Items begin, grow and complete in any order that a server might come up with. */
export const itemStory = (ids: StoryIds): Arbitrary<Story> =>
  fc
    .array(
      fc.oneof(
        item.map((one) => [itemStarted(one, ids)]),
        item.map((one) => [itemCompleted(one, ids)]),
        growth(ids),
      ),
      { maxLength: 20 },
    )
    .map((runs) => runs.flat());

/** The events of a story that are of items whose ids begin with one of these letters. */
export const ofItems = (story: Story, letters: string): Story =>
  story.filter(({ params }) => {
    const id = ownField(params, 'itemId') ?? ownField(ownField(params, 'item'), 'id');
    return letters.includes(String(id)[0]!);
  });

/** What is said of a turn, and nothing of its items. */
export const turnFacts = (ids: StoryIds): Arbitrary<Story> => fc.array(fact(ids), { maxLength: 12 });

/** A whole turn, which may end in the middle or not at all. */
export const turnStory = (ids: StoryIds): Arbitrary<Story> => {
  const end = fc.constantFrom('completed' as const, 'interrupted' as const, 'failed' as const);
  return fc
    .tuple(itemStory(ids), turnFacts(ids), fc.option(end), itemStory(ids))
    .chain(([begun, facts, status, late]) =>
      mixed([begun, facts]).map((story) => [
        ...story,
        ...(status === null ? [] : [turnCompleted(ids, { status }), ...late]),
      ]),
    );
};

/** What is said of a thread and of none of its turns. */
export const threadFacts = (threadId: string): Arbitrary<Story> => {
  const id = { threadId };
  return fc.array(
    fc.oneof(
      text.map((threadName) => notification('thread/name/updated', { ...id, threadName })),
      text.map((message) => notification('warning', { ...id, message })),
      fc
        .constantFrom('idle' as const, 'systemError' as const)
        .map((type) => notification('thread/status/changed', { ...id, status: { type } })),
      fc.constantFrom<ServerNotification>(
        notification('thread/archived', id),
        notification('thread/unarchived', id),
        notification('thread/queue/changed', id),
        notification('thread/goal/cleared', id),
        notification('thread/environment/connected', { ...id, environmentId: 'e' }),
        notification('thread/environment/disconnected', { ...id, environmentId: 'e' }),
        notification('mcpServer/startupStatus/updated', { ...id, name: 's', status: 'ready' }),
        unknownNotification('thread/dreamed', id),
      ),
    ),
    { maxLength: 10 },
  );
};

/** Several stories told at once: each in its own order, mixed in any way. */
export const mixed = (stories: readonly Story[]): Arbitrary<Story> => {
  const turns = stories.flatMap((story, index) => story.map(() => index));
  return fc.shuffledSubarray(turns, { minLength: turns.length }).map((order) => {
    const told = stories.map(() => 0);
    return order.map((index) => stories[index]![told[index]!++]!);
  });
};

/** A thread with one turn or two. */
export const threadStory = ({ threadId, turnId }: StoryIds): Arbitrary<Story> =>
  fc
    .tuple(
      turnStory({ threadId, turnId }),
      turnStory({ threadId, turnId: `${turnId} too` }),
      threadFacts(threadId),
    )
    .chain(mixed);

/** What is said of the connection and of none of its threads. */
export const connectionFacts: Arbitrary<Story> = fc.array(
  fc.oneof(
    text.map((summary) => notification('configWarning', { summary })),
    fc.constantFrom<ServerNotification>(
      notification('skills/changed', {}),
      notification('account/updated', { authMode: 'apikey' }),
      notification('account/updated', {}),
      notification('app/list/updated', { data: [] }),
      notification('mcpServer/startupStatus/updated', { name: 's', status: 'ready' }),
      unknownNotification('novel/dreamed', { of: 'sheep' }),
    ),
  ),
  { maxLength: 10 },
);
