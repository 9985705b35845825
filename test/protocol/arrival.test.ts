import { arrivalOf, deltaArrival, keptOf, ownTextOf, skimmedArrival } from '../../lib/protocol/arrival';
import { createDeltaReader } from '../../lib/protocol/delta-reader';
import { tokenUsage } from '../support/notifications';
import { recordedDeltas } from '../support/recordings/notification-texts';
import { scopeOf } from '../support/routing';

const message = tokenUsage(1);
const text = JSON.stringify(message);
const scope = scopeOf(message.method);

const byShape = () => {
  const [delta] = recordedDeltas();
  const reader = createDeltaReader();
  reader.learn(delta!.text, delta!.message, scopeOf(delta!.message.method));
  return { line: reader.read(delta!.text)!, delta: delta! };
};

describe('an arrival', () => {
  it('of a parsed message has it, and its ids', () => {
    const arrival = arrivalOf(message, scope, text);
    expect(arrival).toMatchObject({
      method: message.method,
      scope,
      threadId: 'thread',
      turnId: 'turn',
      text,
    });
    expect(arrival.message).toBe(message);
  });

  it('that was skimmed has its ids and its text', () => {
    expect(skimmedArrival(scope, 't', undefined, text)).toMatchObject({
      ...{ method: message.method, scope, threadId: 't', turnId: undefined, text, message: undefined },
    });
  });

  it('that was read by its shape has the ids of the shape', () => {
    const { line, delta } = byShape();
    const { threadId, turnId } = delta.message.params as {
      readonly threadId: string;
      readonly turnId: string;
    };
    expect(deltaArrival(line, delta.text)).toMatchObject({
      ...{ method: delta.message.method, threadId, turnId, text: delta.text, line, message: undefined },
    });
  });

  it('has the same fields in the same order, however it was read', () => {
    const { line, delta } = byShape();
    const all = [
      arrivalOf(message, scope, text),
      skimmedArrival(scope, 't', 'u', text),
      deltaArrival(line, delta.text),
    ];
    expect(new Set(all.map((arrival) => Object.keys(arrival).join())).size).toBe(1);
  });
});

describe('what is kept of an arrival', () => {
  it('is one object for all who keep it, with the size on the wire', () => {
    const arrival = skimmedArrival(scope, 't', 'u', text);
    const kept = keptOf(arrival);
    expect(keptOf(arrival)).toBe(kept);
    expect(arrival.kept).toBe(kept);
    expect(kept).toMatchObject({
      scope,
      size: text.length,
      line: undefined,
      event: undefined,
    });
    expect(JSON.parse(kept.text!)).toEqual(message);
  });

  it('is the line of a delta that was read by its shape, and no text', () => {
    const { line, delta } = byShape();
    expect(keptOf(deltaArrival(line, delta.text))).toMatchObject({
      size: delta.text.length,
      text: undefined,
      line,
    });
  });

  it('is one text, whoever asks first', () => {
    const arrival = skimmedArrival(scope, 't', 'u', text);
    const own = ownTextOf(arrival);
    expect(JSON.parse(own)).toEqual(message);
    expect([ownTextOf(arrival), keptOf(arrival).text, arrival.ownText]).toEqual([own, own, own]);
  });
});
