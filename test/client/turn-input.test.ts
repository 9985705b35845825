import { UserInput } from '../../lib/protocol/generated/definitions';
import { userInput, toUserInput } from '../../lib/client/turn-input';
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

test('input items by name are what the protocol knows', () => {
  const items = [
    userInput.text('a'),
    userInput.image('data:image/png;base64,'),
    userInput.localImage('/a.png'),
    userInput.audio('data:audio/wav;base64,'),
    userInput.localAudio('/a.wav'),
    userInput.skill('s', '/s/SKILL.md'),
    userInput.mention('m', '/m'),
  ];
  expect(items.map((item) => UserInput.is(item))).toEqual(items.map(() => true));
  expect(items.map(({ type }) => type)).toEqual([
    'text',
    'image',
    'localImage',
    'audio',
    'localAudio',
    'skill',
    'mention',
  ]);
});
