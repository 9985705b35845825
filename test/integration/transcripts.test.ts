import {
  CodexDecodeError,
  CodexRequestError,
  CodexTransportError,
  type Diagnostic,
} from '../../lib/index.js';
import { threadBuffer } from '../../lib/router/thread-channel.js';
import { exclusions, otherVersions, refusedAnswers, type Exclusion } from '../support/recordings/exclusions';
import type { ExpectedTurn } from '../support/recordings/expected-turns';
import { connectionsOf, readRecordings } from '../support/recordings/recording';
import type { ReplayedAnswer, ReplayedRequest } from '../support/recordings/replay';
import { watchedReplay, type WatchedReplay } from '../support/recordings/watched-replay';
import type { TurnWatch } from '../support/recordings/watch-turn';

const recordings = readRecordings();
const connections = recordings.flatMap((recording) =>
  connectionsOf(recording).map((who) => ({ name: recording.name, who, recording })),
);
type RecordedConnection = (typeof connections)[number];

const done = new Map<RecordedConnection, WatchedReplay>();
const replayOf = (connection: RecordedConnection): WatchedReplay => {
  const one = done.get(connection) ?? watchedReplay(connection.recording, connection.who);
  done.set(connection, one);
  return one;
};

/** Without the library's own mark of a payload that failed its codec. */
const asSent = (message: object): object => {
  const { invalid: _invalid, ...rest } = message as { readonly invalid?: true };
  return rest;
};

const isInvalid = (message: object): boolean => 'invalid' in message;

const countByKind = (diagnostics: readonly Diagnostic[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { kind } of diagnostics) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

const list = (counts: Iterable<readonly [string, number]>): string =>
  [...counts].map(([name, count]) => `${count} ${name}`).join(', ');

const expectStreams = (watch: TurnWatch | undefined, turn: ExpectedTurn): void => {
  expect(watch?.events.map(asSent)).toEqual(turn.events);
  expect(watch?.requests.map(asSent)).toEqual(turn.requests);
  const end = turn.status === undefined ? expect.any(CodexTransportError) : 'complete';
  expect([watch?.eventsEnd, watch?.resultEnd]).toEqual([end, end]);
  const result = expect.objectContaining({ id: turn.id, status: turn.status });
  expect(watch?.results).toEqual(turn.status === undefined ? [] : [result]);
};

const expectOutcome = ({ answer, outcome }: ReplayedRequest, otherVersion: boolean): void => {
  const { value, error } = outcome as { readonly value?: unknown; readonly error?: unknown };
  if (answer === undefined) expect(error).toBeInstanceOf(CodexTransportError);
  else if (answer.error !== undefined) {
    expect(error).toBeInstanceOf(CodexRequestError);
    const { code, serverMessage, data } = error as CodexRequestError;
    expect({ code, message: serverMessage, data }).toEqual({ data: undefined, ...answer.error });
  } else if (otherVersion && error !== undefined) expect(error).toBeInstanceOf(CodexDecodeError);
  else expect(value).toEqual(answer.result);
};

const refusalFor = (name: string) => refusedAnswers.find(([pattern]) => pattern.test(name));

const expectAnswer = ({ recorded, tooLate, frames }: ReplayedAnswer, refused: boolean): void => {
  expect(frames).toEqual(tooLate ? [] : [{ id: recorded.id, result: expect.anything() }]);
  const result = frames[0]?.result ?? recorded.result;
  if (refused) expect(result).not.toEqual(recorded.result);
  else expect(result).toEqual(recorded.result);
};

describe.each(connections)('the recording $name, connection $who', (connection) => {
  const { name } = connection;

  it('shows every message in order, and reports whatever is wrong with one', () => {
    const { received, messages, diagnostics, shortened, answers, expected } = replayOf(connection);
    expect(messages.map(asSent)).toEqual(received.map(({ message }) => message));
    const faults = {
      json: shortened,
      response: received.filter(({ message, request }) => message.method === undefined && !request).length,
      late: expected.late.length,
      decode: messages.filter(isInvalid).length,
      handler: refusalFor(name) ? answers.length : 0,
      version: otherVersions.has(name) ? 1 : 0,
      // Nobody subscribes to the threads here, and what waits for a subscriber is bounded.
      dropped: [...expected.eventsPerThread.values()].filter((count) => count > threadBuffer).length,
    };
    const none = { json: 0, response: 0, late: 0, decode: 0, handler: 0, version: 0, dropped: 0 };
    expect({ ...none, ...countByKind(diagnostics) }).toEqual(faults);
    if (!otherVersions.has(name)) expect(faults.decode).toBe(0);
  });

  it('gives every turn its own events and its result, whenever somebody comes', () => {
    const { expected, turns, early, live, late, after } = replayOf(connection);
    expect(turns.map(({ id }) => id)).toEqual(expected.opened.map(({ id }) => id));
    for (const turn of expected.opened) expectStreams(live.get(turn.id), turn);
    for (const [id, turn] of expected.byId) {
      for (const watches of [early, late, after]) {
        if (id === turn.id || watches !== early) expectStreams(watches.get(id), turn);
      }
    }
  });

  it('settles every request as it was answered, and answers as was answered', () => {
    const { requests, answers } = replayOf(connection);
    for (const request of requests) expectOutcome(request, otherVersions.has(name));
    for (const answer of answers) expectAnswer(answer, refusalFor(name) !== undefined);
  });
});

describe('the recordings together', () => {
  it('account for every line', () => {
    const replays = connections.map(replayOf);
    const total = (of: (one: WatchedReplay) => number): number =>
      replays.reduce((sum, one) => sum + of(one), 0);
    const lines = recordings.flatMap((recording) => recording.lines);
    const reasons = Object.keys(exclusions) as Exclusion[];
    const excluded = new Map(reasons.map((reason) => [reason, total((one) => one.excluded[reason] ?? 0)]));
    excluded.set('end', lines.filter(({ kind }) => kind === 'note').length);
    const replayed = total((one) => one.replayed);
    const reported = Object.entries(countByKind(replays.flatMap((one) => one.diagnostics)));
    const turns = total((one) => new Set(one.expected.byId.values()).size);

    process.stdout.write(
      `${recordings.length} recordings, ${connections.length} connections, ${turns} turns, ${lines.length} lines: ` +
        `${replayed} replayed; reported: ${list(reported)}; excluded: ${list(excluded)}\n`,
    );
    expect([...excluded.values()].reduce((sum, count) => sum + count, replayed)).toBe(lines.length);
    expect([...excluded].filter(([, count]) => count === 0)).toEqual([]);
  });

  it('need every exception that is listed', () => {
    const names = recordings.map(({ name }) => name);
    expect(refusedAnswers.filter(([pattern]) => !names.some((name) => pattern.test(name)))).toEqual([]);
    expect([...otherVersions.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });
});
