import { runPage } from './support/run-page';

test('the code of the page runs as it stands', async () => {
  const { staged } = await runPage('docs/testing.md');
  expect(staged.slice(0, 3)).toEqual(['["Speak"]', '[]', '{"id":0,"result":{"decision":"decline"}}']);
  // The diagrams: what each expected, at its frames.
  expect(staged.slice(3).map((text) => JSON.parse(text) as readonly unknown[])).toMatchObject([
    [{ frame: 4 }, { frame: 4 }, { frame: 4 }, { frame: 10 }],
    [{ frame: 0 }, { frame: 3 }],
    [],
  ]);
});
