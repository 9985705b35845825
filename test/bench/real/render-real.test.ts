import { spreadOf } from '../statistics';
import { renderReal, type RealFigures } from './render-real';

const figures: RealFigures = {
  firstDelta: {
    byHand: spreadOf([0.02]),
    toText: spreadOf([0.05]),
    added: spreadOf([0.03]),
    rawTurn: spreadOf([40]),
    clientTurn: spreadOf([41]),
  },
  turns: 40,
  rates: [1, 32].map((atOnce) => ({
    player: 'codex-rx',
    atOnce,
    rate: spreadOf([30]),
    ratio: spreadOf([atOnce === 32 ? 0.97 : 0.5]),
    cpu: spreadOf([2]),
  })),
  memory: [{ player: 'codex-rx', pss: spreadOf([2e8]), rss: spreadOf([3e8]), processes: 1 }],
  memoryRatio: spreadOf([0.2]),
  missing: [],
};

describe('the section of the real server', () => {
  it('sets its targets on 32 turns at once', () => {
    expect(
      renderReal(figures).targets.map(({ bound, sense, figure }) => [figure.median, sense, bound]),
    ).toEqual([
      [0.97, 'at least', 0.95],
      [0.2, 'at most', 0.1],
    ]);
  });

  it('shows every figure in its unit', () => {
    const { markdown } = renderReal(figures);
    expect(markdown).toContain('| added by codex-rx | 30 (30 to 30) | µs |');
    expect(markdown).toContain(
      '| codex-rx | 32 | 30.0 (30.0 to 30.0) | 0.97 (0.97 to 0.97) | 2.0 (2.0 to 2.0) |',
    );
    expect(markdown).toContain('| codex-rx | 1 | 200 (200 to 200) | 300 (300 to 300) |');
  });

  it('says who was not there, and promises nothing beside them', () => {
    const missing = ['The SDK is not installed and was not measured.'];
    const { markdown, targets } = renderReal({ ...figures, memory: [], memoryRatio: undefined, missing });
    expect(markdown).toContain(missing[0]!);
    expect(markdown).not.toContain('PSS');
    expect(targets).toHaveLength(1);
  });
});
