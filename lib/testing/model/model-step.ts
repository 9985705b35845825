import type { Gate, GateStep } from './gate.js';

/** Agent text, streamed piece by piece; made by `text`. */
export interface TextStep {
  readonly type: 'text';
  readonly id: string | undefined;
  readonly chunks: readonly (string | Gate)[];
  readonly delayMs: number;
  readonly phase: string | undefined;
  readonly unfinished: boolean;
}

/** What the model thought, streamed piece by piece; made by `reasoning`. */
export interface ReasoningStep {
  readonly type: 'reasoning';
  readonly id: string | undefined;
  /** One list of pieces for each part of the summary. */
  readonly summary: readonly (readonly (string | Gate)[])[];
  /** The pieces of the raw reasoning, which most models keep to themselves. */
  readonly content: readonly (string | Gate)[];
  readonly delayMs: number;
}

/** A call of one of the tools that codex offers; made by `toolCall`, `command`, `applyPatch` and `plan`. */
export interface ToolCallStep {
  readonly type: 'toolCall';
  readonly id: string | undefined;
  readonly name: string;
  readonly namespace: string | undefined;
  /** An object for a function tool, a string for a tool with free-form input. */
  readonly args: unknown;
}

/** A pause; made by `delay`. */
export interface DelayStep {
  readonly type: 'delay';
  readonly ms: number;
}

/** The token counts that the reply reports when it completes; made by `usage`. */
export interface UsageStep {
  readonly type: 'usage';
  readonly usage: ModelUsage;
}

/** The token counts of one model call. */
export interface ModelUsage {
  /** Default: 1. */
  readonly inputTokens?: number;
  /** How many of the input tokens came from the cache. Default: 0. */
  readonly cachedInputTokens?: number;
  /** Default: 1. */
  readonly outputTokens?: number;
  /** How many of the output tokens were spent on reasoning. Default: 0. */
  readonly reasoningOutputTokens?: number;
  /** Default: input plus output tokens. */
  readonly totalTokens?: number;
}

/** A failure, with which the reply ends; made by `fail`. */
export interface FailStep {
  readonly type: 'fail';
  readonly failure: ModelFailure;
}

/** The ways in which a model call can fail. */
export type ModelFailure =
  /** An HTTP error instead of a stream; only before anything was streamed. */
  | {
      readonly status: number;
      /** An object is sent as JSON. Default: an error object that names the status. */
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection breaks. */
  | { readonly drop: true }
  /** The stream ends in good order, but without `response.completed`. */
  | { readonly endEarly: true }
  /** The stream ends with `response.failed` and this error code. */
  | { readonly event: 'response.failed'; readonly code: string; readonly message?: string }
  /** The stream ends with `response.incomplete` for this reason. */
  | { readonly incomplete: string };

/** One event of the stream as it is, or raw text in its place; made by `modelEvent`. */
export interface EventStep {
  readonly type: 'event';
  readonly event: Readonly<Record<string, unknown>> | string;
}

/** Another reply for each attempt at the same model call; made by `attempts`. */
export interface AttemptsStep {
  readonly type: 'attempts';
  readonly replies: readonly ModelReply[];
}

/** One step of what the scripted model does in a reply. */
export type ModelStep =
  | TextStep
  | ReasoningStep
  | ToolCallStep
  | DelayStep
  | GateStep
  | UsageStep
  | FailStep
  | EventStep
  | AttemptsStep;

/** One answer of the model: its steps in order. An empty list is an answer that says nothing. */
export type ModelReply = ModelStep | readonly ModelStep[];
