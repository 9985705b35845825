import type { RecordedMessage, RecordedTurn } from './recording';

/** What a turn's streams must show, read off a recording. */
export interface ExpectedTurn {
  readonly id: string;
  readonly events: RecordedMessage[];
  readonly requests: RecordedMessage[];
  /** From `turn/completed`; undefined for a turn that had not ended. */
  status?: string;
}

/** The turns of one connection, and what belongs to none any more. */
export interface ExpectedTurns {
  /** By every id that leads to the turn: a review has two. */
  readonly byId: ReadonlyMap<string, ExpectedTurn>;
  /** Those of which something says that they run, in the order in which it is first said: what `turns$` shows. */
  readonly opened: readonly ExpectedTurn[];
  /** Messages of turns that had already ended. */
  readonly late: readonly RecordedMessage[];
  /** How many notifications each thread had. */
  readonly eventsPerThread: ReadonlyMap<string, number>;
}

/** Notifications that hold the turn's id at `params.turnId`, and say that it runs when they are the first of it. */
const itemMethods = new Set([
  'item/started',
  'item/completed',
  'item/autoApprovalReview/started',
  'item/autoApprovalReview/completed',
  'item/agentMessage/delta',
  'item/plan/delta',
  'item/commandExecution/outputDelta',
  'item/commandExecution/terminalInteraction',
  'item/fileChange/outputDelta',
  'item/fileChange/patchUpdated',
  'item/mcpToolCall/progress',
  'item/reasoning/summaryTextDelta',
  'item/reasoning/summaryPartAdded',
  'item/reasoning/textDelta',
]);

/** Notifications that hold the turn's id at `params.turnId`, and may also come for a turn that does not run. */
const otherMethods = new Set([
  'error',
  'thread/tokenUsage/updated',
  'thread/goal/updated',
  'hook/started',
  'hook/completed',
  'turn/diff/updated',
  'turn/plan/updated',
  'autoApprovalReview/strictReviewRequired',
  'thread/compacted',
  'model/rerouted',
  'model/verification',
  'modelProvider/authRecoveryStarted',
  'modelProvider/authRecoveryCompleted',
  'turn/moderationMetadata',
  'model/safetyBuffering/updated',
  'rawResponseItem/completed',
  'rawResponse/completed',
]);

/** The turn that a notification belongs to. Written by hand from the protocol, not from the library's tables. */
const turnIdOf = ({ method, params }: RecordedMessage): string | undefined => {
  if (method === 'turn/started' || method === 'turn/completed') return params!.turn!.id;
  if (!itemMethods.has(method as string) && !otherMethods.has(method as string)) return undefined;
  return params?.turnId ?? undefined;
};

/** The running turns that the answer to a request names, with the thread they run on. */
const turnsInAnswer = (
  { method, params }: RecordedMessage,
  { turn, thread }: NonNullable<RecordedMessage['result']>,
): readonly (readonly [RecordedTurn, string | undefined])[] => {
  if (method === 'turn/start' || method === 'review/start') return [[turn!, params!.threadId]];
  if (method !== 'thread/resume' && method !== 'thread/fork') return [];
  return thread!.turns.filter(({ status }) => status === 'inProgress').map((one) => [one, thread!.id]);
};

/** One message of the server, in order; for an answer, the request that it answers. */
export interface ReceivedMessage {
  readonly message: RecordedMessage;
  readonly request?: RecordedMessage;
}

/** Sorts the messages of one connection into turns. */
export const expectedTurns = (received: readonly ReceivedMessage[]): ExpectedTurns => {
  const byId = new Map<string, ExpectedTurn>();
  const threadOf = new Map<ExpectedTurn, string | undefined>();
  const eventsPerThread = new Map<string, number>();
  const opened: ExpectedTurn[] = [];
  const late: RecordedMessage[] = [];

  const turnOf = (id: string, threadId: string | undefined): ExpectedTurn => {
    const turn = byId.get(id) ?? { id, events: [], requests: [] };
    byId.set(id, turn);
    if (!threadOf.has(turn)) threadOf.set(turn, threadId);
    return turn;
  };

  const open = (turn: ExpectedTurn): void => {
    if (!opened.includes(turn)) opened.push(turn);
  };

  const runningOn = (threadId: string | undefined): ExpectedTurn | undefined =>
    opened.find((turn) => turn.status === undefined && threadOf.get(turn) === threadId);

  /**
   * A review starts under an id of its own whose root, on the same thread, is the turn that it belongs to. Codex 0.140
   * names no root: there it is the turn that has items and did not start.
   */
  const rootOf = ({ method, params }: RecordedMessage): ExpectedTurn | undefined => {
    if (method !== 'turn/started') return undefined;
    const rootId = params!.turn!.rootTurnId;
    if (rootId === undefined) {
      const running = runningOn(params!.threadId);
      return running?.events.every((event) => event.method !== 'turn/started') ? running : undefined;
    }
    const root = byId.get(rootId);
    return root?.status === undefined && root && threadOf.get(root) === params!.threadId ? root : undefined;
  };

  const takeNotification = (message: RecordedMessage): void => {
    const { method, params } = message;
    const threadId = params?.threadId ?? params?.thread?.id;
    if (threadId !== undefined) eventsPerThread.set(threadId, (eventsPerThread.get(threadId) ?? 0) + 1);
    const turnId = turnIdOf(message);
    if (turnId === undefined) return;
    const turn = byId.get(turnId) ?? rootOf(message) ?? turnOf(turnId, threadId);
    byId.set(turnId, turn);
    if (turn.status !== undefined) {
      late.push(message);
      return;
    }
    if (method === 'turn/started' || itemMethods.has(method as string)) open(turn);
    turn.events.push(message);
    if (method === 'turn/completed') turn.status = params!.turn!.status;
  };

  const takeServerRequest = (message: RecordedMessage): void => {
    const { threadId, turnId } = message.params ?? {};
    if (typeof turnId !== 'string') return;
    const turn = turnOf(turnId, threadId);
    if (turn.status !== undefined) return;
    open(turn);
    turn.requests.push(message);
  };

  for (const { message, request } of received) {
    if (message.method === undefined) {
      if (request === undefined || message.result === undefined) continue;
      for (const [{ id }, threadId] of turnsInAnswer(request, message.result)) {
        // Codex 0.140 answers a start on a busy thread with an id that never runs.
        const steered = request.method === 'turn/start' && runningOn(threadId) !== undefined;
        const turn = turnOf(id, threadId);
        if (turn.status === undefined && !steered) open(turn);
      }
    } else if (message.id === undefined) takeNotification(message);
    else takeServerRequest(message);
  }
  return { byId, opened, late, eventsPerThread };
};
