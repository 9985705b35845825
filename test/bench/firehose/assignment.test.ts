import { asArguments, asEnvironment, readAssignment, type Assignment } from './assignment';

const assignment: Assignment = {
  order: { kind: 'stream', load: 'mix', turns: 3, messages: 10 },
  dialect: 'session',
};

it('reaches the child process by its arguments or by its environment', () => {
  expect(readAssignment(asArguments(assignment), {})).toEqual(assignment);
  expect(readAssignment(['app-server', '--listen', 'stdio://'], asEnvironment(assignment))).toEqual(
    assignment,
  );
  expect(() => readAssignment(['app-server'], {})).toThrow('was told nothing');
});
