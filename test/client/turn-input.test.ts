import { toUserInput } from '../../lib/client/turn-input';
import { TurnStartParams } from '../../lib/protocol/generated/definitions';

test.each([
  ['text', 'hello', [{ type: 'text', text: 'hello', text_elements: [] }]],
  ['no text', '', [{ type: 'text', text: '', text_elements: [] }]],
  [
    'one item',
    { type: 'image', url: 'https://example.invalid/a.png' } as const,
    [{ type: 'image', url: 'https://example.invalid/a.png' }],
  ],
  [
    'several',
    [
      { type: 'text', text: 'a', text_elements: [] },
      { type: 'skill', name: 's', path: '/s' },
    ] as const,
    [
      { type: 'text', text: 'a', text_elements: [] },
      { type: 'skill', name: 's', path: '/s' },
    ],
  ],
  ['none', [], []],
])('%s becomes what the wire takes', (_, input, expected) => {
  const written = toUserInput(input);
  expect(written).toEqual(expected);
  expect(TurnStartParams.is({ threadId: 'thread', input: written })).toBe(true);
});
