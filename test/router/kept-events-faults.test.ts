import { skimmedArrival, type Arrival } from '../../lib/protocol/arrival';
import type { ServerNotification } from '../../lib/protocol/notification';
import { keepArrival } from '../../lib/router/kept-events';
import { deltaOfItem } from '../support/arriving-texts';
import { nothingKept, replayOf } from '../support/kept';
import { tokenUsage, unknownNotification } from '../support/notifications';
import { arriving, scopeOf, spyReader } from '../support/routing';

/** An event that nobody watches, with a text of its own if need be. */
const skimmed = (event: ServerNotification, text = JSON.stringify(event)): Arrival =>
  skimmedArrival(scopeOf(event.method), 'thread', 'turn', text);

const badItem = (more: object): ServerNotification =>
  unknownNotification('item/started', { threadId: 'thread', turnId: 'turn', item: null, ...more });

/** A text that is no JSON, which only shows when it is parsed. */
const brokenText = (more: object): string => `${JSON.stringify(badItem(more)).slice(0, -2)},"x":tru}}`;

const paddings = [
  ['short', 'short'],
  ['long', 'x'.repeat(100_000)],
] as const;

describe('kept events that turn out to be faulty', () => {
  it.each(paddings)('are left out where they are no JSON, and reported once: %s', (_, padding) => {
    const { reader, diagnostics } = spyReader();
    const kept = nothingKept();
    keepArrival(kept, skimmed(tokenUsage(0)), reader);
    keepArrival(kept, skimmed(tokenUsage(1), brokenText({ padding })), reader);
    keepArrival(kept, skimmed(tokenUsage(2)), reader);
    for (let times = 0; times < 3; times += 1)
      expect(replayOf(kept, reader)).toEqual([tokenUsage(0), tokenUsage(2)]);
    expect(diagnostics.map(({ kind }) => kind)).toEqual(['json']);
  });

  it.each([
    ['no JSON', (number: number) => skimmed(badItem({}), brokenText({ number }))],
    ['invalid', (number: number) => skimmed(badItem({ number }))],
  ])('are reported once each, however many there are: %s', (_, faulty) => {
    const { reader, diagnostics } = spyReader();
    const kept = nothingKept();
    for (let number = 0; number < 300; number += 1) keepArrival(kept, faulty(number), reader);
    for (let times = 0; times < 3; times += 1) replayOf(kept, reader);
    expect(diagnostics).toHaveLength(300);
  });

  it('are no part of a row where they are deltas, and are reported once', () => {
    const { reader, diagnostics } = spyReader();
    const kept = nothingKept();
    const bad = unknownNotification('item/agentMessage/delta', { itemId: '1', delta: 'b' });
    for (const event of [deltaOfItem('1', 'a'), bad, deltaOfItem('1', 'c')])
      keepArrival(kept, arriving(event), reader);
    for (let times = 0; times < 2; times += 1)
      expect(replayOf(kept, reader, { folds: true })).toEqual([
        ...[deltaOfItem('1', 'a'), { ...bad, invalid: true }, deltaOfItem('1', 'c')],
      ]);
    expect(diagnostics).toHaveLength(1);
  });

  it('are left out, and harm no other, where there is in them what stands between kept texts', () => {
    const { reader, diagnostics } = spyReader();
    const kept = nothingKept();
    const text = JSON.stringify(tokenUsage(1));
    keepArrival(kept, skimmed(tokenUsage(0)), reader);
    for (const bad of [`${text.slice(0, -1)},"x":"\0"}`, `${text}\0${text}`, `${text}\0`])
      keepArrival(kept, skimmed(tokenUsage(1), bad), reader);
    keepArrival(kept, skimmed(tokenUsage(2)), reader);
    expect(replayOf(kept, reader)).toEqual([tokenUsage(0), tokenUsage(2)]);
    expect([kept.length, diagnostics.map(({ kind }) => kind)]).toEqual([2, ['json', 'json', 'json']]);
  });

  it('do not part deltas where they are no JSON: these are one, as nothing is shown in between', () => {
    const { reader, diagnostics } = spyReader();
    const kept = nothingKept();
    keepArrival(kept, arriving(deltaOfItem('1', 'a')), reader);
    keepArrival(kept, skimmed(badItem({}), brokenText({})), reader);
    keepArrival(kept, arriving(deltaOfItem('1', 'b')), reader);
    expect(replayOf(kept, reader, { folds: true })).toEqual([{ ...deltaOfItem('1', 'ab'), folded: true }]);
    expect(diagnostics).toHaveLength(1);
  });

  describe.each(paddings)('are reported once where they are invalid (%s)', (_, padding) => {
    const bad = badItem({ padding });

    it.each([
      ['turn', 'thread', 'turn'],
      ['thread', 'turn', 'thread'],
      ['live', 'turn', 'thread'],
      ['turn', 'live', 'thread'],
    ])('read by the %s, then the %s, then the %s', (...order) => {
      const { reader, diagnostics } = spyReader();
      const [ofTurn, ofThread] = [nothingKept(), nothingKept()];
      const arrival = skimmed(bad);
      for (const kept of [ofTurn, ofThread]) keepArrival(kept, arrival, reader);
      for (const who of order) {
        if (who === 'live') expect(reader.event(arrival)).toEqual({ ...bad, invalid: true });
        else
          expect(replayOf(who === 'turn' ? ofTurn : ofThread, reader)).toEqual([{ ...bad, invalid: true }]);
        reader.delivered(arrival);
      }
      expect(diagnostics).toHaveLength(1);
    });
  });
});
