import fc from 'fast-check';
import { CodexTurnForgottenError } from '../../lib/errors/codex-turn-forgotten-error';
import { pushArrival } from '../../lib/router/event-log';
import type { TurnChannelControl } from '../../lib/router/turn-channel';
import { createTurnRegistry, type TurnBounds, type TurnRegistry } from '../../lib/router/turn-registry';
import { delta, turnStarted } from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { arriving, logOptions, pushAll, sizeOf } from '../support/routing';

const make = (bounds: Partial<TurnBounds> = {}): TurnRegistry =>
  createTurnRegistry(logOptions(bounds), logOptions(bounds));

/** A turn that ran and ended, with `size` characters kept of it. */
const run = (turns: TurnRegistry, id: string, size = 1): TurnChannelControl => {
  const channel = turns.find(id) ?? turns.create(id, 'thread');
  turns.promote(channel);
  // Nobody reads the text; only its length counts.
  pushArrival(channel.log, arriving(turnStarted({ turnId: id }), ' '.repeat(size)));
  turns.finish(channel);
  return channel;
};

describe('createTurnRegistry', () => {
  it('finds a channel by its id, and by every alias', () => {
    const turns = make();
    const channel = turns.create('turn', 'thread');
    turns.alias('x', channel);
    turns.alias('y', channel);
    expect(['turn', 'x', 'y', 'z'].map(turns.find)).toEqual([channel, channel, channel, undefined]);
    expect(turns.unfinished()).toEqual([channel]);
  });

  it('keeps finished turns as long as they are among the newest', () => {
    const turns = make({ finishedTurns: 2 });
    const channels = ['1', '2', '3'].map((id) => run(turns, id));
    expect(['1', '2', '3'].map(turns.find)).toEqual([undefined, channels[1], channels[2]]);
    expect(['1', '2', '3'].map(turns.forgotten)).toEqual([true, false, false]);
    expect(turns.counts()).toEqual({ turns: 2, finished: 2, finishedBytes: 2 });
  });

  it('keeps finished turns as long as they are small enough together', () => {
    const turns = make({ finishedBytes: 100 });
    run(turns, '1', 60);
    run(turns, '2', 30);
    run(turns, '3', 50);
    expect(['1', '2', '3'].map(turns.forgotten)).toEqual([true, false, false]);
    run(turns, '4', 500);
    expect(turns.counts()).toEqual({ turns: 0, finished: 0, finishedBytes: 0 });
  });

  it('counts of deltas in a row the first one and the text of the others', () => {
    const turns = make();
    const channel = turns.create('turn', 'thread');
    pushAll(channel.log, [delta('m', 'a'), delta('m', 'bb'), delta('m', 'ccc')]);
    turns.finish(channel);
    expect(turns.counts().finishedBytes).toBe(sizeOf(delta('m', 'a')) + 'bbccc'.length);
  });

  it('counts the order in which turns ended, not in which they began', () => {
    const turns = make({ finishedTurns: 1 });
    for (const id of ['first', 'second']) turns.promote(turns.create(id, 'thread'));
    run(turns, 'second');
    run(turns, 'first');
    expect(turns.forgotten('second')).toBe(true);
    expect(turns.find('first')?.phase()).toBe('ended');
  });

  it('forgets aliases with their turn', () => {
    const turns = make({ finishedTurns: 0 });
    const channel = turns.create('turn', 'thread');
    turns.alias('x', channel);
    turns.finish(channel);
    expect([turns.find('x'), turns.forgotten('x'), turns.forgotten('turn')]).toEqual([undefined, true, true]);
  });

  it('refuses a claim of a forgotten turn, and loses one that is made anew from the start', () => {
    const turns = make({ finishedTurns: 0 });
    run(turns, 'turn');
    expect(() => turns.claim('turn')).toThrow(CodexTurnForgottenError);
    const ghost = turns.create('turn', 'thread');
    expect(valuesOf(ghost.log.events$)).toEqual([{ error: new CodexTurnForgottenError('turn') }]);
    expect([ghost.over(), turns.find('turn'), turns.unfinished()]).toEqual([true, undefined, []]);
  });

  it('leaves the replay of a channel that somebody holds alone when it is forgotten', () => {
    const turns = make({ finishedTurns: 0 });
    const held = turns.claim('turn');
    pushAll(held.log, [turnStarted()]);
    turns.finish(held);
    expect(turns.forgotten('turn')).toBe(true);
    expect(valuesOf(held.log.events$)).toEqual([turnStarted(), 'complete']);
    turns.release(held);
    expect(turns.counts().turns).toBe(0);
  });

  it('remembers the ids of 10,000 turns whose events are gone', () => {
    const turns = make({ finishedTurns: 0 });
    for (let id = 0; id < 10_050; id += 1) run(turns, String(id));
    expect([0, 49, 50, 10_049].map((id) => turns.forgotten(String(id)))).toEqual([false, false, true, true]);
  });

  it('buries an id of which nothing is known, and no turn that is kept', () => {
    const turns = make();
    const running = turns.create('running', 'thread');
    for (const id of ['running', 'old']) turns.bury(id);
    expect([turns.forgotten('running'), turns.find('running')]).toEqual([false, running]);
    expect([turns.forgotten('old'), turns.counts().turns]).toEqual([true, 1]);
    expect(() => turns.claim('old')).toThrow(CodexTurnForgottenError);
  });

  describe('an id that somebody waits for', () => {
    it('leaves nothing behind when the last one stops waiting', () => {
      const turns = make();
      const [first, second] = [turns.claim('turn'), turns.claim('turn')];
      expect(first).toBe(second);
      turns.release(first);
      expect(turns.find('turn')).toBe(first);
      turns.release(second);
      expect([turns.find('turn'), turns.counts().turns, first.phase()]).toEqual([undefined, 0, 'dropped']);
    });

    it('leaves nothing behind either when the connection was lost meanwhile', () => {
      const turns = make();
      const channel = turns.claim('turn');
      channel.lose(new Error('gone'));
      turns.release(channel);
      expect([turns.counts().turns, channel.phase()]).toEqual([0, 'lost']);
    });

    it('is kept once it was seen, without anybody waiting', () => {
      const turns = make();
      const channel = turns.claim('turn');
      turns.sight(channel);
      expect(channel.phase()).toBe('provisional');
      turns.release(channel);
      expect(turns.find('turn')).toBe(channel);
    });

    it('stays when it runs, whoever stops waiting', () => {
      const turns = make();
      const channel = turns.claim('turn');
      turns.promote(channel);
      turns.release(channel);
      expect([turns.find('turn'), channel.phase()]).toEqual([channel, 'running']);
    });
  });

  describe('turns of which nothing says that they run', () => {
    const crowd = (turns: TurnRegistry, count: number): void => {
      for (let id = 0; id < count; id += 1) turns.create(`other ${id}`, 'thread');
    };

    it('are kept up to 256, and leave no tombstone', () => {
      const turns = make();
      const oldest = turns.create('old', 'thread');
      crowd(turns, 256);
      expect([turns.find('old'), turns.forgotten('old'), oldest.phase()]).toEqual([
        undefined,
        false,
        'dropped',
      ]);
      expect(turns.counts().turns).toBe(256);
    });

    it('do not push out what runs, nor what somebody watches', () => {
      const turns = make();
      turns.promote(turns.create('running', 'thread'));
      turns.create('watched', 'thread');
      const watched = turns.claim('watched');
      crowd(turns, 300);
      expect([turns.find('running')?.phase(), turns.find('watched')]).toEqual(['running', watched]);
      turns.release(watched);
      expect(turns.find('watched')).toBeUndefined();
    });
  });

  it('stays bounded, and its books agree, whatever happens to turns', () => {
    const operation = fc.tuple(
      fc.constantFrom('create', 'promote', 'finish', 'claim', 'release'),
      fc.nat(12),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), fc.nat(4), (operations, finishedTurns) => {
        const turns = make({ finishedTurns });
        const claims: TurnChannelControl[] = [];
        for (const [what, number] of operations) {
          const id = String(number);
          const known = turns.find(id);
          if (what === 'create' && !known && !turns.forgotten(id)) turns.create(id, 'thread');
          else if (what === 'promote' && known && !known.over()) turns.promote(known);
          else if (what === 'finish' && known && !known.over()) turns.finish(known);
          else if (what === 'claim' && !turns.forgotten(id)) claims.push(turns.claim(id));
          else if (what === 'release' && claims.length > 0) turns.release(claims.pop()!);
        }
        const { turns: all, finished } = turns.counts();
        expect(finished).toBeLessThanOrEqual(finishedTurns);
        expect(all).toBe(turns.unfinished().length + finished);
        for (const claim of claims.splice(0)) turns.release(claim);
        expect(turns.unfinished().filter((channel) => channel.phase() === 'expected')).toEqual([]);
        expect(turns.unfinished().every((channel) => turns.find(channel.id) === channel)).toBe(true);
      }),
    );
  });
});
