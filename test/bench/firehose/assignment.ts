import type { Dialect, Order } from '../loads/order';

/** What the child process is told. */
export interface Assignment {
  readonly order: Order;
  readonly dialect: Dialect;
}

/** The argument before the assignment. */
const serve = '--serve';
/** Says the same where the arguments are of somebody else's choice. */
const variable = 'CODEX_RX_BENCH_SERVE';

/** An assignment as arguments of the child process. */
export const asArguments = (assignment: Assignment): readonly string[] => [serve, JSON.stringify(assignment)];

/** An assignment as its environment. */
export const asEnvironment = (assignment: Assignment): Record<string, string> => ({
  [variable]: JSON.stringify(assignment),
});

/** Reads the assignment in the child process. */
export const readAssignment = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Assignment => {
  const told = args[0] === serve ? args[1] : env[variable];
  if (told === undefined) throw new TypeError('The child process of the benchmarks was told nothing.');
  return JSON.parse(told) as Assignment;
};
