import type { ToolCallStep } from './model-step.js';

/** How a tool is called. */
export interface ToolCallOptions {
  /** The id of the call, which is also the id of its item. Default: a new unique one. */
  readonly id?: string;
  /** The namespace of the tool, if it has one, such as that of an MCP server. Default: none. */
  readonly namespace?: string;
}

/**
 * A step in which the model calls one of the tools that the request offers.
 *
 * Codex runs the tool and calls the model again with its output. Calls that follow each other in one reply run at
 * the same time where the tool allows it.
 *
 * @param args an object for a function tool, a string for a tool with free-form input
 */
export const toolCall = (name: string, args: unknown = {}, options: ToolCallOptions = {}): ToolCallStep => ({
  type: 'toolCall',
  id: options.id,
  name,
  namespace: options.namespace,
  args,
});
