import { from } from 'rxjs';
import { contextPercentOf, tokenUsage, type TokenUsage } from '../../lib/operators/token-usage';
import type { ServerNotification } from '../../lib/protocol/notification';
import { delta, invalid, tokenUsage as usageUpdated, usage as reported } from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

const usage = (tokens: number): TokenUsage => ({ ...reported(tokens), contextPercent: null });

describe('tokenUsage', () => {
  operatorCases<ServerNotification, TokenUsage>({
    operator: tokenUsage,
    source: { a: usageUpdated(1), b: usageUpdated(2), c: usageUpdated(3) },
    emitted: { x: usage(1), y: usage(2), z: usage(3) },
    live: [usage(1), usage(2), usage(3)],
  });

  it('leaves everything else and what is invalid out', () => {
    const events = [delta('m', 'text'), invalid(usageUpdated(1), {}), usageUpdated(2)];
    expect(valuesOf(from(events).pipe(tokenUsage()))).toEqual([usage(2), 'complete']);
  });

  it('says it again when the server does', () => {
    expect(valuesOf(from([usageUpdated(1), usageUpdated(1)]).pipe(tokenUsage()))).toHaveLength(3);
  });

  it.each([
    [50, 200, 25],
    [0, 200, 0],
    [300, 200, 100],
    [50, null, null],
    [50, undefined, null],
    [50, 0, null],
  ])('%p tokens in a window of %p are %p percent', (totalTokens, modelContextWindow, percent) => {
    const { last } = reported(1);
    const used = {
      ...reported(1),
      last: { ...last, totalTokens },
      modelContextWindow: modelContextWindow as number,
    };
    expect(contextPercentOf(used)).toBe(percent);
  });
});
