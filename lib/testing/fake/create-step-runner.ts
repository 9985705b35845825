import type * as childProcess from 'node:child_process';
import type { TemplateLookup } from './compile-template.js';
import type { AskStep, ExitStep, FakeStep, RepeatStep } from './fake-step.js';

/** What a run of steps can refer to. */
export interface RunContext {
  readonly id: unknown;
  readonly method: string | undefined;
  readonly params: unknown;
  readonly call: number;
  readonly threadId: string;
  readonly turnId: string;
  readonly run: { readonly turnId: string; cancelled: boolean };
  /** Whether writes are gathered. */
  readonly gather: boolean;
  index: number;
  answer: unknown;
}

/** What the runner of steps is given. */
export interface RunnerParts {
  readonly load: (name: string) => unknown;
  readonly compile: (message: unknown) => (lookup: TemplateLookup) => string;
  readonly launch: number;
  readonly record: (entry: object) => void;
}

/** Runs the steps of a fake app-server. */
export interface StepRunner {
  /** Runs steps; returns undefined if all of it is done at once. */
  readonly run: (steps: readonly FakeStep[], context: RunContext) => Promise<void> | undefined;
  /** Says that the client sent a method. */
  readonly heard: (method: string) => void;
  /** Says that the client answered; returns what was asked, if anything was. */
  readonly answered: (message: {
    readonly id?: unknown;
  }) => { readonly method: string; readonly context: RunContext } | undefined;
  /** The runs that are under way. */
  readonly runs: Set<RunContext['run']>;
}

/**
 * Creates the runner of steps.
 *
 * It is self-contained, because it runs in another process from its source text: whatever it uses comes in by argument.
 */
/* istanbul ignore next */
export const createStepRunner = ({ load, compile, launch, record }: RunnerParts): StepRunner => {
  const { spawn } = load('node:child_process') as typeof childProcess;
  const { stdin, stdout, stderr } = process;

  const gatherUpTo = 64 * 1024;
  let gathered = '';
  const flush = (): Promise<void> => {
    if (gathered === '') return Promise.resolve();
    const text = gathered;
    gathered = '';
    return new Promise((resolve) => stdout.write(text, () => resolve()));
  };
  const writeBytes = async (to: 'stdout' | 'stderr', base64: string): Promise<void> => {
    await flush();
    await new Promise<void>((resolve) => process[to].write(Buffer.from(base64, 'base64'), () => resolve()));
  };
  // A client that has gone away is no reason to fail.
  stdout.on('error', () => {});
  stderr.on('error', () => {});

  let nextId = 0;
  const compiled = new WeakMap<object, (lookup: TemplateLookup) => string>();
  const lookupIn =
    (context: RunContext): TemplateLookup =>
    ([name, ...rest]) => {
      let value: unknown;
      if (name === 'nextId') value = nextId++;
      else if (name === 'now') value = Date.now();
      else if (name === 'launch') value = launch;
      else value = context[name as keyof RunContext];
      for (const key of rest) value = (value as Record<string, unknown> | null | undefined)?.[key];
      return value;
    };
  const fill = (message: unknown, context: RunContext): string => {
    if (typeof message !== 'object' || message === null) return compile(message)(lookupIn(context));
    let write = compiled.get(message);
    if (!write) compiled.set(message, (write = compile(message)));
    return write(lookupIn(context));
  };

  const runs = new Set<RunContext['run']>();
  const waiting = new Map<string, (() => void)[]>();
  const asked = new Map<string, { method: string; context: RunContext; answered: () => void }>();

  /** Runs steps; what can be done at once is done at once, so that a million messages need no million promises. */
  const run = (steps: readonly FakeStep[], context: RunContext): Promise<void> | undefined => {
    for (let at = 0; at < steps.length; at++) {
      if (context.run.cancelled) return undefined;
      const pending = doStep(steps[at]!, context);
      if (pending) return pending.then(() => run(steps.slice(at + 1), context));
    }
    return undefined;
  };

  const doStep = (step: FakeStep, context: RunContext): Promise<void> | undefined => {
    switch (step.type) {
      case 'send':
        return sendAll(step.messages, step.together, context);
      case 'sendPart': {
        const line = fill(step.message, context);
        gathered += line.slice(0, step.length ?? Math.floor(line.length / 2));
        return flush();
      }
      case 'ask':
        return askClient(step, context);
      case 'raw':
        return writeBytes(step.to, step.base64);
      case 'delay':
        return flush().then(() => new Promise((resolve) => setTimeout(resolve, step.ms)));
      case 'repeat':
        return repeatSteps(step, context);
      case 'choose': {
        const value = String(JSON.parse(fill(step.value, context)));
        return run(Object.hasOwn(step.cases, value) ? step.cases[value]! : step.otherwise, context);
      }
      case 'byCall':
        return run(step.lists[Math.min(context.call, step.lists.length - 1)]!, context);
      case 'waitFor':
        return flush().then(
          () =>
            new Promise((resolve) => {
              waiting.set(step.method, [...(waiting.get(step.method) ?? []), resolve]);
            }),
        );
      case 'reading':
        if (step.on) stdin.resume();
        else stdin.pause();
        return undefined;
      case 'grandchild': {
        const args = ['-e', `setTimeout(() => {}, ${step.ms})`];
        const { pid } = spawn(process.execPath, args, {
          stdio: ['ignore', 'inherit', 'inherit'],
          detached: true,
        });
        record({ grandchild: pid });
        return undefined;
      }
      case 'cancelTurn':
        for (const other of runs) {
          if (other !== context.run && other.turnId === context.turnId) other.cancelled = true;
        }
        return undefined;
      case 'exit':
        return leave(step);
    }
  };

  const sendAll = (
    messages: readonly unknown[],
    together: boolean,
    context: RunContext,
  ): Promise<void> | undefined => {
    if (!together && !context.gather && messages.length > 1) {
      return messages.reduce<Promise<void>>(
        (before, message) => before.then(() => sendAll([message], true, context)),
        Promise.resolve(),
      );
    }
    for (const message of messages) gathered += `${fill(message, context)}\n`;
    return context.gather && gathered.length < gatherUpTo ? undefined : flush();
  };

  const repeatSteps = async (step: RepeatStep, context: RunContext): Promise<void> => {
    const inner = { ...context, gather: true };
    for (let index = 0; index < step.times && !context.run.cancelled; index++) {
      inner.index = index;
      const pending = run(step.steps, inner);
      if (pending) await pending;
    }
    if (!context.gather) await flush();
  };

  const askClient = async (step: AskStep, context: RunContext): Promise<void> => {
    const id = fill(step.id, context);
    gathered += `{"id":${id},"method":${JSON.stringify(step.method)},"params":${fill(step.params, context)}}\n`;
    const answer = new Promise<void>((resolve) => {
      asked.set(id, { method: step.method, context, answered: resolve });
    });
    await flush();
    if (step.wait) await answer;
  };

  const leave = async ({ code, signal }: ExitStep): Promise<void> => {
    await flush();
    if (signal === undefined) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    await new Promise(() => {});
  };

  return {
    run,
    runs,
    heard: (method) => {
      const waiters = waiting.get(method) ?? [];
      waiting.delete(method);
      waiters.forEach((resolve) => resolve());
    },
    answered: (message) => {
      const id = JSON.stringify(message.id);
      const question = asked.get(id);
      if (!question) return undefined;
      asked.delete(id);
      question.context.answer = message;
      question.answered();
      return question;
    },
  };
};
