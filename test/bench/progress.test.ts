import { createProgress } from './progress';

it('says how far a run is, what is left of the part, and what comes then', () => {
  const said: string[] = [];
  let clock = 0;
  const progress = createProgress(
    ['mix', 'turns', 'late'],
    (text) => said.push(text),
    () => clock,
  );
  const step = progress.part('turns');
  step.progress(0, 4);
  clock = 2_000;
  step.progress(1, 4);
  step.note('a long run');
  progress.part('late').progress(0, 1);
  expect(said).toEqual([
    '[2/3] turns: step 1 of 4; then late',
    '[2/3] turns: step 2 of 4, about 6 s left of it; then late',
    '[2/3] turns: a long run; then late',
    '[3/3] late: step 1 of 1',
  ]);
});
