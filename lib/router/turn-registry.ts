import { CodexTurnForgottenError } from '../errors/codex-turn-forgotten-error.js';
import { ownText } from '../protocol/own-text.js';
import { createBoundedSet } from './bounded-set.js';
import type { EventLogOptions, ReplayBounds } from './event-log.js';
import { createTurnChannel, type TurnChannelControl } from './turn-channel.js';

/** What is kept of turns, and how long. */
export interface TurnBounds extends ReplayBounds {
  /** How many finished turns stay replayable by their id. Default: 256. */
  readonly finishedTurns: number;
  /** How many characters of wire text the finished turns may take together. Default: 64 Mi. */
  readonly finishedBytes: number;
}

/** Defaults of what is kept. */
export const defaultTurnBounds: TurnBounds = {
  maxEvents: 10_000,
  maxBytes: 4 * 1024 * 1024,
  keeps: true,
  finishedTurns: 256,
  finishedBytes: 64 * 1024 * 1024,
};

/** Ids of finished turns that are remembered after their events are gone, so that late events make no ghost turns. */
const tombstones = 10_000;

/** Turns whose id was seen without anything saying that they run, such as the usage of an old turn after a resume. */
const provisionalTurns = 256;

/** Which channel belongs to which turn id. */
export interface TurnRegistry {
  /** The channel of an id, its aliases included; a finished one as long as it is kept. */
  find(id: string): TurnChannelControl | undefined;
  /** Whether an id belongs to a turn whose events are no longer kept. */
  forgotten(id: string): boolean;
  /** Makes the channel of an id seen for the first time; one whose events are gone is lost from the start. */
  create(id: string, threadId: string | undefined): TurnChannelControl;
  /** The channel of an id that somebody waits for; made if need be. Pair it with `release`. Throws if forgotten. */
  claim(id: string): TurnChannelControl;
  release(channel: TurnChannelControl): void;
  /** Takes an expected turn for a provisional one: its id was seen. */
  sight(channel: TurnChannelControl): void;
  /** Takes a provisional or expected turn for a running one. */
  promote(channel: TurnChannelControl): void;
  /** Makes a second id lead to the same channel; who holds a channel of that id has the turn's events there. */
  alias(id: string, channel: TurnChannelControl): void;
  /** Moves a turn to the finished ones. */
  finish(channel: TurnChannelControl): void;
  /** Takes an id of which nothing is known for that of a finished turn whose events are gone. */
  bury(id: string): void;
  /** Every channel that is not over. */
  unfinished(): TurnChannelControl[];
  /** Every channel that is kept, in the order in which their ids were first seen. */
  all(): readonly TurnChannelControl[];
  readonly counts: () => {
    readonly turns: number;
    readonly finished: number;
    readonly finishedBytes: number;
  };
}

/** Makes the registry: one Map from id to channel, and bounds on what has ended. */
export const createTurnRegistry = (bounds: TurnBounds, options: EventLogOptions): TurnRegistry => {
  const channels = new Map<string, TurnChannelControl>();
  const aliases = new Map<TurnChannelControl, string[]>();
  const provisional = createBoundedSet<TurnChannelControl>(provisionalTurns);
  const gone = createBoundedSet<string>(tombstones);
  /** Insertion order is the order in which they ended. */
  const finished = new Map<TurnChannelControl, number>();
  let finishedBytes = 0;
  /** The one that was found last: most often the next event is of the same turn, and comparing is less than hashing. */
  let recent: TurnChannelControl | undefined;

  const find = (id: string): TurnChannelControl | undefined =>
    recent?.id === id ? recent : (recent = channels.get(id));

  const forget = (channel: TurnChannelControl, bury: boolean): void => {
    recent = undefined;
    for (const id of [channel.id, ...(aliases.get(channel) ?? [])]) {
      channels.delete(id);
      if (bury) gone.add(id);
    }
    aliases.delete(channel);
  };

  const drop = (channel: TurnChannelControl): void => {
    if (channels.get(channel.id) === channel) forget(channel, false);
    channel.become('dropped');
  };

  const trim = (): void => {
    for (const [channel, bytes] of finished) {
      if (finished.size <= bounds.finishedTurns && finishedBytes <= bounds.finishedBytes) return;
      finished.delete(channel);
      finishedBytes -= bytes;
      forget(channel, true);
    }
  };

  const keepProvisional = (channel: TurnChannelControl): void => {
    const pushedOut = provisional.add(channel);
    if (pushedOut && pushedOut.watchers === 0) drop(pushedOut);
  };

  const create = (seenId: string, threadId: string | undefined): TurnChannelControl => {
    const id = ownText(seenId);
    const channel = createTurnChannel(id, 'provisional', options);
    channel.learnThread(threadId);
    if (gone.has(id)) channel.lose(new CodexTurnForgottenError(id));
    else {
      channels.set(id, channel);
      keepProvisional(channel);
    }
    return channel;
  };

  return {
    find,
    forgotten: (id) => gone.has(id),
    create,
    claim: (id) => {
      let channel = channels.get(id);
      if (!channel) {
        if (gone.has(id)) throw new CodexTurnForgottenError(id);
        channel = createTurnChannel(id, 'expected', options);
        channels.set(id, channel);
      }
      channel.watchers += 1;
      return channel;
    },
    release: (channel) => {
      channel.watchers -= 1;
      if (channel.watchers > 0) return;
      const pushedOut = channel.phase() === 'provisional' && !provisional.has(channel);
      // Of an id that was never seen there is nothing to keep, also when the connection was lost meanwhile.
      const unseen =
        channel.phase() === 'expected' || (channel.phase() === 'lost' && channel.log.length() === 0);
      if (pushedOut || unseen) drop(channel);
    },
    sight: (channel) => {
      if (channel.phase() !== 'expected') return;
      channel.become('provisional');
      keepProvisional(channel);
    },
    promote: (channel) => {
      provisional.delete(channel);
      channel.become('running');
    },
    alias: (id, channel) => {
      recent = undefined;
      const before = channels.get(id);
      if (before === channel) return;
      if (channels.get(channel.id) === channel) {
        channels.set(id, channel);
        aliases.set(channel, [...(aliases.get(channel) ?? []), id]);
      } else {
        channels.delete(id);
        gone.add(id);
      }
      if (!before) return;
      provisional.delete(before);
      before.follow(channel);
    },
    finish: (channel) => {
      provisional.delete(channel);
      channel.end();
      if (!channel.log.whole()) return forget(channel, true);
      const bytes = channel.log.bytes();
      finished.set(channel, bytes);
      finishedBytes += bytes;
      trim();
    },
    bury: (id) => {
      if (!channels.has(id)) gone.add(id);
    },
    all: () => [...new Set(channels.values())],
    unfinished: () => [...new Set(channels.values())].filter((channel) => !channel.over()),
    counts: () => ({ turns: channels.size, finished: finished.size, finishedBytes }),
  };
};
