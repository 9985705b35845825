import type { IncomingHttpHeaders } from 'node:http';

/** The body of a model call, as far as it is known; the rest is there as codex sent it. */
export interface ResponsesBody {
  readonly model?: string;
  readonly input: readonly ResponsesItem[];
  readonly tools?: readonly ResponsesTool[];
  readonly [key: string]: unknown;
}

/** One item of the conversation that codex sends along. */
export interface ResponsesItem {
  readonly type?: string;
  readonly role?: string;
  readonly content?: unknown;
  readonly [key: string]: unknown;
}

/** One tool that codex offers. */
export interface ResponsesTool {
  readonly type?: string;
  readonly name?: string;
  readonly tools?: readonly ResponsesTool[];
  readonly [key: string]: unknown;
}

/** What a tool that the model called gave back. */
export interface ToolOutput {
  readonly callId: string;
  /** The output as text. */
  readonly output: string;
}

/** One call of the model by codex. */
export interface ModelRequest {
  /** How many model calls the server had seen before this one. */
  readonly index: number;
  /** When it arrived, in milliseconds since 1970. */
  readonly time: number;
  /** The text of the last thing that the user said; empty if there is nothing. */
  readonly prompt: string;
  /** How many model calls since that prompt have been answered and had their tools run: 0 for the first. */
  readonly call: number;
  /** How often this same call was tried before: 0 unless codex repeats a failed one. */
  readonly attempt: number;
  /** The outputs of the tools that ran since the prompt, oldest first. */
  readonly toolOutputs: readonly ToolOutput[];
  /** The names of the tools on offer; one within a namespace is `namespace.name`. */
  readonly tools: readonly string[];
  /** The thread, where codex says so. */
  readonly threadId: string | undefined;
  /** The turn, where codex says so (0.169 does). */
  readonly turnId: string | undefined;
  /** What the call is for, where codex says so: `turn`, or the name of some upkeep such as compaction. */
  readonly kind: string | undefined;
  /** Everything that codex sent, parsed. */
  readonly body: ResponsesBody;
  readonly headers: IncomingHttpHeaders;
}

/** Texts that codex itself says in the user's place begin like this (found in the binaries of 0.140 to 0.169). */
const notThePrompt =
  /^\s*(<(environment_context|user_instructions|turn_aborted|skill|user_shell_command|subagent_notification|recommended_plugins|model_switch)\b|# AGENTS\.md instructions)/;

/** Reads a model call: what the user last said, which round of tools this is, and whose turn it belongs to. */
export const readModelRequest = (
  body: ResponsesBody,
  headers: IncomingHttpHeaders,
  index: number,
): Omit<ModelRequest, 'attempt'> => {
  const promptAt = body.input.map(isPrompt).lastIndexOf(true);
  const since = body.input.slice(promptAt + 1);
  const metadata = turnMetadata(body, headers);
  return {
    index,
    time: Date.now(),
    prompt: promptAt < 0 ? '' : textOf(body.input[promptAt]?.content),
    call: countRounds(since),
    toolOutputs: since.filter(isOutput).map((item) => ({
      callId: String(item['call_id']),
      output: textOf(item['output']),
    })),
    tools: (body.tools ?? []).flatMap(toolNames),
    threadId: metadata['thread_id'] ?? header(headers, 'thread-id') ?? header(headers, 'session_id'),
    turnId: metadata['turn_id'],
    kind: metadata['request_kind'],
    body,
    headers,
  };
};

const isPrompt = (item: ResponsesItem): boolean =>
  item.role === 'user' && (item.type ?? 'message') === 'message' && !notThePrompt.test(textOf(item.content));

const isOutput = (item: ResponsesItem): boolean => item.type?.endsWith('_output') ?? false;

/** Tools of one reply run together, so that their outputs stand together: each such group is one round. */
const countRounds = (items: readonly ResponsesItem[]): number =>
  items.filter((item, at) => isOutput(item) && !(at > 0 && isOutput(items[at - 1]!))).length;

/** Content is a string or a list of parts of which some have text. */
const textOf = (content: unknown): string => {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (part as { text?: unknown } | null)?.text)
    .filter((text) => typeof text === 'string')
    .join('\n');
};

const toolNames = (tool: ResponsesTool): string[] => {
  if (tool.type !== 'namespace') return [tool.name ?? tool.type ?? ''];
  return (tool.tools ?? []).map((inner) => `${tool.name}.${inner.name}`);
};

/** Codex describes the turn in a header, and in the body as well, as JSON inside JSON. */
const turnMetadata = (
  body: ResponsesBody,
  headers: IncomingHttpHeaders,
): Record<string, string | undefined> => {
  const inBody = body['client_metadata'] as Record<string, unknown> | undefined;
  const raw = header(headers, 'x-codex-turn-metadata') ?? inBody?.['x-codex-turn-metadata'];
  try {
    const parsed: unknown = JSON.parse(String(raw));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, string>) : {};
  } catch {
    return {};
  }
};

const header = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};
