import { catchError, of, throwIfEmpty } from 'rxjs';
import { CodexOptionsError } from '../../errors/codex-options-error.js';
import type { Report } from '../../errors/diagnostic.js';
import type {
  DynamicToolCallParams,
  DynamicToolCallResponse,
  DynamicToolSpec,
} from '../../protocol/generated/definitions.js';
import type { AnyServerRequestHandler } from '../../rpc/call-handler.js';
import { asText } from './tool-output.js';
import type { DynamicTool } from './dynamic-tool.js';

type Handlers = Readonly<Record<string, AnyServerRequestHandler | undefined>>;

const toolCall = 'item/tool/call';

/** Describes tools to the server; those of one namespace go together. */
export const toolSpecs = (tools: readonly DynamicTool[]): readonly DynamicToolSpec[] => {
  const namespaces = new Map<string | undefined, DynamicTool[]>();
  for (const tool of tools) namespaces.set(tool.namespace, [...(namespaces.get(tool.namespace) ?? []), tool]);
  return [...namespaces].flatMap(([namespace, group]): readonly DynamicToolSpec[] => {
    const functions = group.map(({ spec }) => ({ type: 'function' as const, ...spec }));
    if (namespace === undefined) return functions;
    return [
      { type: 'namespace', name: namespace, description: `The tools of ${namespace}.`, tools: functions },
    ];
  });
};

const isTool = (tool: unknown): tool is DynamicTool => {
  const { name, call } = Object(tool) as Partial<DynamicTool>;
  return typeof name === 'string' && typeof call === 'function';
};

const areTools = (tools: unknown): tools is readonly DynamicTool[] =>
  Array.isArray(tools) && tools.every(isTool);

/** The tools, or none where what was given is no list of tools, which `checkTools` then says. */
export const usableTools = (tools: unknown): readonly DynamicTool[] => (areTools(tools) ? tools : []);

/** @throws CodexOptionsError for what is no list of tools, and for two tools of one name in one namespace */
export const checkTools = (tools: readonly DynamicTool[], experimentalApi: boolean): void => {
  if (!areTools(tools)) {
    throw new CodexOptionsError('tools takes a list of tools.', { hint: 'Make each with dynamicTool().' });
  }
  const names = new Set<string>();
  for (const { name, namespace } of tools) {
    const key = keyOf(namespace, name);
    if (names.has(key)) throw new CodexOptionsError(`There are two tools named ${key}.`);
    names.add(key);
  }
  if (tools.length > 0 && !experimentalApi) {
    throw new CodexOptionsError('Tools need the experimental API.', {
      hint: 'Leave experimentalApi at true.',
    });
  }
};

/**
 * Makes the handler of `item/tool/call`: each call goes to the tool of its name, any other to `others`.
 *
 * A tool that fails is a failed call for the model, in general words, and a diagnostic with the cause.
 */
export const callTools = (
  tools: readonly DynamicTool[],
  others: AnyServerRequestHandler | undefined,
  report: Report,
): AnyServerRequestHandler => {
  const byName = new Map(tools.map((tool) => [keyOf(tool.namespace, tool.name), tool]));
  return (params, context) => {
    const call = params as DynamicToolCallParams;
    const tool = byName.get(keyOf(call.namespace ?? undefined, call.tool));
    if (!tool) {
      if (others) return others(params, context);
      report({
        ...fault(call),
        kind: 'refused',
        message: `The model called ${call.tool}, which is no tool of this client.`,
      });
      return failed('This client has no such tool.');
    }
    return tool.call(call.arguments, { ...context, callId: call.callId }).pipe(
      throwIfEmpty(() => new Error('The tool ended without an answer.')),
      catchError((cause: unknown) => {
        report({ ...fault(call), kind: 'handler', message: `The tool ${call.tool} failed.`, cause });
        return of(failed('The tool failed.'));
      }),
    );
  };
};

/** The caller's handlers, with the tools' own in front of theirs for tool calls. */
export const withTools = (tools: readonly DynamicTool[], handlers: Handlers, report: Report): Handlers =>
  tools.length === 0 ? handlers : { ...handlers, [toolCall]: callTools(tools, handlers[toolCall], report) };

const keyOf = (namespace: string | undefined, name: string): string =>
  namespace === undefined ? name : `${namespace}.${name}`;

const failed = (why: string): DynamicToolCallResponse => ({ contentItems: [asText(why)], success: false });

const fault = ({ threadId, turnId }: DynamicToolCallParams) => ({ method: toolCall, threadId, turnId });
