import { spreadOf, type Spread } from '../statistics';
import { playOver } from './client-player';
import type { Conversation, Ground } from './player';
import { createRawLines } from './raw-lines';
import { rawPlayer } from './raw-player';
import { tappedTransport } from './tapped-transport';

/** How long the first text of a turn takes, in ms. */
export interface FirstDelta {
  /** From the piece of output that holds it to the parsed message, by hand. */
  readonly byHand: Spread;
  /** From the same piece to `text$`. */
  readonly toText: Spread;
  /** What `text$` takes longer. */
  readonly added: Spread;
  /** From the call that starts the turn to the first text, by hand and by codex-rx. */
  readonly rawTurn: Spread;
  readonly clientTurn: Spread;
}

/** How many turns are run before any counts: the code is not yet compiled. */
const warmUp = 20;

/** Looks at the output by hand, and remembers when the first text of the turn was read out of it. */
const createTap = () => {
  let awaited = false;
  const seen = { arrived: 0, parsed: 0, handedOn: 0 };
  let arrived = 0;
  const decoder = new TextDecoder();
  const read = createRawLines((line) => {
    const { method } = JSON.parse(line) as { readonly method?: string };
    if (!awaited || method !== 'item/agentMessage/delta') return;
    awaited = false;
    seen.arrived = arrived;
    seen.parsed = performance.now();
  });
  return {
    seen,
    wait: () => void (awaited = true),
    onChunk: (chunk: Buffer) => {
      const waiting = awaited;
      arrived = performance.now();
      read(decoder.decode(chunk, { stream: true }));
      if (waiting && !awaited) seen.handedOn = performance.now();
    },
  };
};

/** When the first text of a turn came. */
const firstText = async ({
  turn,
}: Conversation): Promise<{ readonly began: number; readonly at: number }> => {
  let at = 0;
  const began = performance.now();
  await turn('hi', () => (at = performance.now()));
  return { began, at };
};

/**
 * Measures over that many turns, which codex-rx and a client by hand run in alternation, each on a server of its own.
 *
 * codex-rx gets each piece of output when the reader by hand is through with it, so both read the same bytes and each
 * is timed from the moment at which it has them.
 */
export const measureFirstDelta = async (ground: Ground, turns: number): Promise<FirstDelta> => {
  const tap = createTap();
  const client = await playOver(tappedTransport(ground, tap.onChunk));
  const raw = await rawPlayer.start(ground);
  try {
    const [withClient, byHand] = [await client.converse(), await raw.converse()];
    const figures = { byHand: [], toText: [], added: [], rawTurn: [], clientTurn: [] } as Record<
      keyof FirstDelta,
      number[]
    >;
    for (let i = 0; i < warmUp + turns; i += 1) {
      const own = await firstText(byHand);
      tap.wait();
      const theirs = await firstText(withClient);
      if (i < warmUp) continue;
      const { arrived, parsed, handedOn } = tap.seen;
      figures.byHand.push(parsed - arrived);
      figures.toText.push(theirs.at - handedOn);
      figures.added.push(theirs.at - handedOn - (parsed - arrived));
      figures.rawTurn.push(own.at - own.began);
      figures.clientTurn.push(theirs.at - theirs.began);
    }
    return {
      byHand: spreadOf(figures.byHand),
      toText: spreadOf(figures.toText),
      added: spreadOf(figures.added),
      rawTurn: spreadOf(figures.rawTurn),
      clientTurn: spreadOf(figures.clientTurn),
    };
  } finally {
    await client.close();
    await raw.close();
  }
};
