import { map, take, type OperatorFunction } from 'rxjs';
import type {
  DynamicToolCallOutputContentItem,
  DynamicToolCallResponse,
} from '../../protocol/generated/definitions.js';

/** What a tool can answer: text, content, several of it, or the whole response with `success`. */
export type ToolOutput =
  | string
  | DynamicToolCallOutputContentItem
  | readonly DynamicToolCallOutputContentItem[]
  | DynamicToolCallResponse;

/** A text for the model: a string as it is, anything else as JSON. */
export const asText = (value: unknown): DynamicToolCallOutputContentItem => ({
  type: 'inputText',
  text: typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? String(value)),
});

/** Takes the first output of a tool as a response; without `success` it succeeded. */
export const toToolResponse = (): OperatorFunction<ToolOutput, DynamicToolCallResponse> => (source) =>
  source.pipe(take(1), map(responseOf));

const responseOf = (output: ToolOutput): DynamicToolCallResponse => {
  if (typeof output === 'string') return { contentItems: [asText(output)], success: true };
  if ('success' in output) return output as DynamicToolCallResponse;
  const contentItems = Array.isArray(output) ? output : [output];
  return { contentItems: contentItems as readonly DynamicToolCallOutputContentItem[], success: true };
};
