import type { DelayStep } from '../model/model-step.js';

/** Sends messages, each in a write of its own or all in one; made by `send` and `sendTogether`. */
export interface SendStep {
  readonly type: 'send';
  readonly messages: readonly unknown[];
  readonly together: boolean;
}

/** Sends a request and waits for its answer; made by `ask`. */
export interface AskStep {
  readonly type: 'ask';
  readonly id: unknown;
  readonly method: string;
  readonly params: unknown;
  readonly wait: boolean;
}

/** Sends the beginning of a message and no end of line; made by `sendPart`. */
export interface SendPartStep {
  readonly type: 'sendPart';
  readonly message: unknown;
  readonly length: number | undefined;
}

/** Writes bytes as they are; made by `raw` and `stderr`. */
export interface RawStep {
  readonly type: 'raw';
  readonly to: 'stdout' | 'stderr';
  readonly base64: string;
}

/** Runs steps several times; made by `times`. */
export interface RepeatStep {
  readonly type: 'repeat';
  readonly times: number;
  readonly steps: readonly FakeStep[];
}

/** Goes on with the steps that belong to a value; made by `choose`. */
export interface ChooseStep {
  readonly type: 'choose';
  readonly value: string;
  readonly cases: Readonly<Record<string, readonly FakeStep[]>>;
  readonly otherwise: readonly FakeStep[];
}

/** Runs other steps each time the method comes; made by `byCall`. */
export interface ByCallStep {
  readonly type: 'byCall';
  readonly lists: readonly (readonly FakeStep[])[];
}

/** Waits until the client sends a method; made by `waitFor`. */
export interface WaitForStep {
  readonly type: 'waitFor';
  readonly method: string;
}

/** Stops or goes on reading stdin; made by `stopReading` and `resumeReading`. */
export interface ReadingStep {
  readonly type: 'reading';
  readonly on: boolean;
}

/** Starts a process that holds the pipes; made by `grandchild`. */
export interface GrandchildStep {
  readonly type: 'grandchild';
  readonly ms: number;
}

/** Ends every other run of steps of the same turn; made by `cancelTurn`. */
export interface CancelTurnStep {
  readonly type: 'cancelTurn';
}

/** Ends the process; made by `exit` and `die`. */
export interface ExitStep {
  readonly type: 'exit';
  readonly code: number;
  readonly signal: NodeJS.Signals | undefined;
}

/** One step of what the fake app-server does. All of it is data, so that it can be handed to another process. */
export type FakeStep =
  | SendStep
  | AskStep
  | SendPartStep
  | RawStep
  | RepeatStep
  | ChooseStep
  | ByCallStep
  | WaitForStep
  | ReadingStep
  | GrandchildStep
  | CancelTurnStep
  | ExitStep
  | DelayStep;

/** What the fake app-server does in one process. */
export interface FakeScript {
  /** Steps at the start, before the client has said anything. Default: none. */
  readonly start?: readonly FakeStep[];
  /**
   * Steps for each message of the client, by method. An empty list is silence: the client is never answered.
   * What is left out is answered as by a healthy server, unless `defaults` is false.
   */
  readonly on?: Readonly<Record<string, readonly FakeStep[]>>;
  /** Steps for each answer of the client, by the method that `ask` asked. Default: none. */
  readonly onAnswer?: Readonly<Record<string, readonly FakeStep[]>>;
  /**
   * Steps for requests that nothing else answers; notifications are never answered.
   * Default: the error -32600, as the real server gives for unknown methods.
   */
  readonly otherwise?: readonly FakeStep[];
  /** Steps at the end of stdin. Default: `exit(0)`; an empty list ignores it. */
  readonly onEnd?: readonly FakeStep[];
  /** Steps on SIGTERM. Default: `exit(0)`; an empty list ignores it. */
  readonly onSigterm?: readonly FakeStep[];
  /** Whether the usual methods are answered as by a healthy server. Default: true. */
  readonly defaults?: boolean;
}
