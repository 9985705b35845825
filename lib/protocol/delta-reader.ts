import type { NotificationMessage } from './message.js';
import type { Scope } from './scope.js';

/** What the deltas of one item have in common. */
export interface DeltaShape {
  readonly scope: Scope;
  readonly threadId: string | undefined;
  readonly turnId: string | undefined;
  /** The delta that it was learned from. */
  readonly first: NotificationMessage;
}

/** A delta that is like an earlier one but for its text and its time. */
export interface DeltaLine {
  readonly shape: DeltaShape;
  /** Where in its text its own text begins, behind the quote. */
  readonly start: number;
  readonly delta: string;
  readonly emittedAtMs: number | undefined;
}

/** Reads deltas by what they share with the one before. */
export interface DeltaReader {
  /** Reads a text as a delta of a shape that was learned; undefined if it is anything else. */
  read(text: string): DeltaLine | undefined;
  /** Whether the deltas of a turn come in such a row that its shape is worth learning. */
  repeats(method: string, turnId: string | undefined): boolean;
  /** Learns the shape of a parsed delta. */
  learn(text: string, message: NotificationMessage, scope: Scope): void;
}

interface LearnedShape extends DeltaShape {
  /** The text up to where the delta's own text begins, its quote included. */
  readonly prefix: string;
  /** The text behind that, up to the time; to the end, if there is no time. */
  readonly behind: string;
  /** Where the turn's id stands in the prefix. */
  readonly turnAt: number;
}

/** How many shapes are kept, one a turn; more push the oldest out. */
const keptShapes = 256;

/** How many turns are watched for a second delta: a power of two. */
const places = 4096;

/** After so many texts in a row that are not written the way `JSON.stringify` writes, none is learned any more. */
const patience = 32;

/**
 * Learning a shape costs as much as reading this many deltas by one saves. With thousands of turns in rotation a shape is
 * pushed out before it is used: what was saved pays for what is learned, and what is refused adds a little.
 */
const learningCost = 8;
const mostCredit = 512;
const refusalCredit = 1 / 8;

/** V8 copies a part shorter than this; a longer one would keep the whole block it was cut from (SlicedString). */
const copiedLength = 13;

const quote = 0x22;
const backslash = 0x5c;
const closeBrace = 0x7d;

/**
 * Makes a reader of deltas, the bulk of what a server sends: hundreds in a row differ in a few characters.
 *
 * Where a text begins exactly as an earlier delta up to the text it adds, and ends as that one, the rest is known
 * without parsing: JSON says the same where it is written the same. Everything else is left to `JSON.parse`.
 */
export const createDeltaReader = (): DeltaReader => {
  let last: LearnedShape | undefined;
  const byTurn = new Map<string, LearnedShape>();
  /** Of the last delta at each place, which turn it was of. Numbers, because an id may point into a block of bytes. */
  const before = new Int32Array(places);
  let failures = 0;
  let credit = mostCredit;
  /** The end of the last delta and the time in it: many share their millisecond, and the next time is as long. */
  let end = '';
  let endBehind = '';
  let endTime = 0;
  let timeLength = 0;

  const shapeOf = (text: string): LearnedShape | undefined => {
    if (last === undefined) return undefined;
    const { prefix, turnAt, turnId } = last;
    if (text.charCodeAt(prefix.length - 1) === quote && text.slice(0, prefix.length) === prefix) return last;
    if (byTurn.size < 2 || turnId === undefined) return undefined;
    // Other turns: their ids stand where this one's does, as long as the methods and the threads' ids are as long.
    const idEnd = turnAt + turnId.length;
    if (text.charCodeAt(idEnd) !== quote || text.charCodeAt(turnAt - 1) !== quote) return undefined;
    const other = byTurn.get(text.slice(turnAt, idEnd));
    return other && text.slice(0, other.prefix.length) === other.prefix ? (last = other) : undefined;
  };

  const timeIn = (rest: string, behind: string): number | undefined => {
    if (rest === end && behind === endBehind) return endTime;
    if (rest.slice(0, behind.length) !== behind) return undefined;
    const time = numberIn(rest, behind.length);
    if (time === undefined) return undefined;
    end = rest;
    endBehind = behind;
    timeLength = rest.length - behind.length;
    return (endTime = time);
  };

  return {
    read: (text) => {
      const shape = shapeOf(text);
      if (!shape) return undefined;
      const { prefix, behind, first } = shape;
      const timed = first.emittedAtMs !== undefined;
      const start = prefix.length;
      const close = text.length - behind.length - (timed ? timeLength : 0);
      if (close < start) return undefined;
      const rest = text.slice(close);
      const emittedAtMs = timed ? timeIn(rest, behind) : undefined;
      if (timed ? emittedAtMs === undefined : rest !== behind) return undefined;
      const delta = stringIn(text, start, close);
      if (delta === undefined) return undefined;
      if (credit < mostCredit) credit += 1;
      return { shape, start, delta, emittedAtMs };
    },
    repeats: (method, turnId) => {
      if (turnId === undefined || failures >= patience) return false;
      const mark = markOf(turnId, method.length);
      const place = mark & (places - 1);
      const again = before[place] === mark;
      before[place] = mark;
      if (again && credit < learningCost) credit += refusalCredit;
      return again && credit >= learningCost;
    },
    learn: (text, message, scope) => {
      credit -= learningCost;
      const { params } = message;
      const [threadId, turnId] = [scope.threadId(params), scope.turnId(params)];
      const frame = turnId === undefined ? undefined : frameOf(text, message);
      if (frame === undefined || turnId === undefined) {
        failures += 1;
        return;
      }
      failures = 0;
      const { prefix, behind, time } = frame;
      end = behind + time;
      endBehind = behind;
      timeLength = time.length;
      endTime = message.emittedAtMs ?? 0;
      const turnAt = prefix.indexOf(`"${turnId}"`) + 1;
      last = { scope, threadId, turnId, first: message, prefix, behind, turnAt };
      byTurn.delete(turnId);
      byTurn.set(turnId, last);
      if (byTurn.size <= keptShapes) return;
      for (const oldest of byTurn.keys()) return void byTurn.delete(oldest);
    },
  };
};

/** A number that tells turns apart, well enough, by the end of their ids, which is random. */
const markOf = (id: string, seed: number): number => {
  let mark = seed + 1;
  for (let at = Math.max(0, id.length - 8); at < id.length; at += 1)
    mark = (Math.imul(mark, 31) + id.charCodeAt(at)) | 0;
  return mark;
};

/** The whole number that ends a message, if `JSON.parse` would make the same of it. */
const numberIn = (rest: string, start: number): number | undefined => {
  const last = rest.length - 1;
  if (rest.charCodeAt(last) !== closeBrace || last === start) return undefined;
  let number = 0;
  for (let at = start; at < last; at += 1) {
    const digit = rest.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9) || (number === 0 && at > start)) return undefined;
    number = number * 10 + digit;
  }
  // Beyond 2^53 the sum is not what JSON.parse makes of it.
  return Number.isSafeInteger(number) ? number : undefined;
};

/** The string between two quotes, or undefined if it is none. */
const stringIn = (text: string, start: number, close: number): string | undefined => {
  if (close - start < copiedLength) {
    let plain = true;
    for (let at = start; plain && at < close; at += 1) {
      const char = text.charCodeAt(at);
      plain = char >= 0x20 && char !== quote && char !== backslash;
    }
    if (plain) return text.slice(start, close);
  }
  try {
    return JSON.parse(text.slice(start - 1, close + 1)) as string;
  } catch {
    return undefined;
  }
};

/** What stands around the text that a delta adds. */
interface Frame {
  readonly prefix: string;
  readonly behind: string;
  /** The time and the brace behind it; empty, if there is no time. */
  readonly time: string;
}

/** What stands around a delta's own text, if all of it is written the way `JSON.stringify` writes. */
const frameOf = (
  text: string,
  { method, params, emittedAtMs, ...others }: NotificationMessage,
): Frame | undefined => {
  if (Object.keys(others).length > 0 || typeof params !== 'object' || params === null) return undefined;
  // What is kept of a time is a number.
  if (emittedAtMs !== undefined && typeof emittedAtMs !== 'number') return undefined;
  const { delta } = params as { readonly delta?: unknown };
  if (typeof delta !== 'string') return undefined;
  const entries = Object.entries(params);
  const upTo = entries.slice(
    0,
    entries.findIndex(([name]) => name === 'delta'),
  );
  const head = JSON.stringify({ method, params: { ...Object.fromEntries(upTo), delta: '' } });
  const prefix = head.slice(0, -'"}}'.length);
  const whole = JSON.stringify({ method, params: { ...params, delta: '' } });
  const tail = whole.slice(prefix.length);
  const timed = emittedAtMs !== undefined;
  const behind = timed ? `${tail.slice(0, -1)},"emittedAtMs":` : tail;
  const time = timed ? `${emittedAtMs}}` : '';
  const framed = text.startsWith(prefix) && text.endsWith(behind + time);
  return framed ? { prefix, behind, time } : undefined;
};
