import type { ServerRequest, TurnEvent } from 'codex-rx';

/** What the demo shows of one turn: plain immutable state, made from the turn's events by `scan`. */
export interface Lane {
  readonly name: string;
  readonly status: string;
  /** The question that waits for an answer. */
  readonly asks: string;
  readonly text: string;
  readonly output: string;
  readonly plan: string;
  readonly tokens: number;
  readonly seconds: number;
}

export const emptyLane = (name: string): Lane => ({
  name,
  status: 'waiting',
  asks: '',
  text: '',
  output: '',
  plan: '',
  tokens: 0,
  seconds: 0,
});

const marks: Readonly<Record<string, string>> = { completed: '✔', inProgress: '▸', pending: '·' };

/** One event further. Every method and field is typed; what the demo does not show passes through. */
export const reduceLane = (lane: Lane, event: TurnEvent | ServerRequest): Lane => {
  switch (event.method) {
    case 'turn/started':
      return { ...lane, status: 'working' };
    case 'item/commandExecution/requestApproval':
      return { ...lane, asks: event.params.reason ?? event.params.command ?? '' };
    case 'item/agentMessage/delta':
      return { ...lane, text: lane.text + event.params.delta };
    case 'item/commandExecution/outputDelta':
      return { ...lane, output: lane.output + event.params.delta };
    case 'item/completed': {
      const { item } = event.params;
      // What an item ends with replaces what was streamed of it.
      if (item.type === 'agentMessage') return { ...lane, text: item.text };
      if (item.type !== 'commandExecution') return lane;
      return { ...lane, asks: '', output: item.aggregatedOutput || lane.output };
    }
    case 'turn/plan/updated': {
      const steps = event.params.plan.map(({ step, status }) => `${marks[status] ?? '?'} ${step}`);
      return { ...lane, plan: steps.join('  ') };
    }
    case 'thread/tokenUsage/updated':
      return { ...lane, tokens: event.params.tokenUsage.total.totalTokens };
    case 'turn/completed':
      return {
        ...lane,
        status: event.params.turn.status,
        seconds: (event.params.turn.durationMs ?? 0) / 1000,
      };
    default:
      return lane;
  }
};

/** One event as one line, for output that is no terminal. */
export const describeEvent = (name: string, event: TurnEvent | ServerRequest): string => {
  const { asks, output, plan, status, text } = reduceLane(emptyLane(name), event);
  const shown = text || plan || asks || output || (status === 'waiting' ? '' : status);
  return `${name.padEnd(8)} ${String(event.method)} ${JSON.stringify(shown)}`;
};
