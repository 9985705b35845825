import type { ScriptedModel } from '../../../lib/testing/model/start-scripted-model.js';
import type { Wire } from './raw-app-server.js';

export interface ModelAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  /** The data of the server-sent events. */
  readonly events: readonly Wire[];
}

export const userMessage = (text: string) => ({
  type: 'message',
  role: 'user',
  content: [{ type: 'input_text', text }],
});

export const toolOutput = (callId: string, output: unknown = 'done') => ({
  type: 'function_call_output',
  call_id: callId,
  output,
});

/** Calls a scripted model the way codex does, over plain HTTP. */
export const callModel = async (
  model: ScriptedModel,
  input: readonly unknown[] | string,
  options: { tools?: readonly unknown[]; turn?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<ModelAnswer> => {
  const response = await fetch(`${model.url}/responses`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(options.turn && { 'x-codex-turn-metadata': JSON.stringify(options.turn) }),
    },
    body: JSON.stringify({
      model: 'm',
      stream: true,
      input: typeof input === 'string' ? [userMessage(input)] : input,
      tools: options.tools ?? [{ type: 'function', name: 'exec_command' }],
    }),
    ...(options.signal && { signal: options.signal }),
  });
  const body = await response.text();
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    body,
    events: eventsOf(body),
  };
};

const eventsOf = (body: string): Wire[] =>
  body.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6))] : []));

export const typesOf = (answer: ModelAnswer): string[] => answer.events.map((event) => event.type);

/** The agent text of an answer, joined from its deltas. */
export const textOf = (answer: ModelAnswer): string =>
  answer.events
    .filter((event) => event.type === 'response.output_text.delta')
    .map((event) => event.delta)
    .join('');
