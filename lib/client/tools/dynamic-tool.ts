import type * as t from 'io-ts';
import { defer, from, isObservable, of, type Observable } from 'rxjs';
import { CodexOptionsError } from '../../errors/codex-options-error.js';
import { codecOf, type CodecOrFields, type DecodedBy } from '../../protocol/codec-of.js';
import { renderErrors } from '../../protocol/describe-errors.js';
import type {
  DynamicToolCallOutputContentItem,
  DynamicToolCallResponse,
  DynamicToolFunctionSpec,
} from '../../protocol/generated/definitions.js';
import { jsonSchemaOf, type JsonSchema } from '../../protocol/json-schema-of.js';
import type { ServerRequestContext } from '../../rpc/call-handler.js';
import { toToolResponse, type ToolOutput } from './tool-output.js';

/** What the model is told of a tool beside its arguments. */
export interface DynamicToolOptions {
  /** What the tool is for; the model decides by it. Default: the tool's name. */
  readonly description?: string;
  /** Groups tools whose names could clash. Default: none. */
  readonly namespace?: string;
  /** The JSON Schema of the arguments, where it cannot be written down from the codec, or should say more. */
  readonly inputSchema?: JsonSchema;
  /** Whether the model has to search for the tool before it sees it; needs a `namespace`. Default: false. */
  readonly deferLoading?: boolean;
}

/** Where a call of a tool came from. */
export interface ToolContext extends ServerRequestContext {
  /** The id of the call, which is also that of its item. */
  readonly callId: string;
}

/** Runs a tool: a value, a promise of it, or an Observable of it, whose first value counts. */
export type ToolFunction<A> = (args: A, context: ToolContext) => Returned;

type Returned = Observable<ToolOutput> | PromiseLike<ToolOutput> | ToolOutput;

/** A tool that the model can call while a turn runs, and that runs here. */
export interface DynamicTool {
  readonly name: string;
  readonly namespace: string | undefined;
  /** How it is described to the server. */
  readonly spec: DynamicToolFunctionSpec;
  /** Cold: decodes the arguments and runs it; emits one response. Errors with what the function fails with. */
  call(args: unknown, context: ToolContext): Observable<DynamicToolCallResponse>;
}

/** What the model's provider takes for the name of a function. */
const legalName = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Makes a tool out of a name, a codec for its arguments, and a function that answers.
 *
 * Arguments that do not fit are answered with what is wrong with them, so that the model can correct itself, and the
 * function is not called. The function's Observable is unsubscribed when nobody needs its answer any more.
 *
 * @param name letters, digits, `_` and `-`, at most 64
 * @param schema the fields of the arguments, `{ id: t.string }`, or a codec of io-ts
 * @throws CodexOptionsError for a name that is not legal, a codec that has no JSON Schema, or a deferred tool without
 *   a namespace
 */
export const dynamicTool = <S extends CodecOrFields>(
  name: string,
  schema: S,
  run: ToolFunction<DecodedBy<S>>,
  { description = name, namespace, inputSchema, deferLoading }: DynamicToolOptions = {},
): DynamicTool => {
  for (const given of [name, namespace ?? 'none']) if (!legalName.test(given)) throw illegalName(given);
  if (deferLoading && namespace === undefined) {
    const hint = 'Give it a namespace, or leave deferLoading out: the server starts no thread otherwise.';
    throw new CodexOptionsError(`The tool ${name} is deferred and has no namespace.`, { hint });
  }
  const codec = codecOf(schema);
  const call: DynamicTool['call'] = (args, context) =>
    defer(() => {
      const decoded = codec.decode(args);
      if (decoded._tag === 'Left') return of(mismatch(name, decoded.left));
      return toResponse(run(decoded.right as DecodedBy<S>, context));
    });
  return {
    name,
    namespace,
    spec: {
      name,
      description,
      inputSchema: inputSchema ?? jsonSchemaOf(codec),
      ...(deferLoading === undefined ? {} : { deferLoading }),
    },
    call,
  };
};

const toResponse = (output$: Returned): Observable<DynamicToolCallResponse> =>
  (isPending(output$) ? from(output$) : of(output$)).pipe(toToolResponse());

const isPending = (output$: Returned): output$ is Observable<ToolOutput> | PromiseLike<ToolOutput> =>
  isObservable(output$) || (typeof output$ === 'object' && 'then' in output$);

/** How many mismatches the model is told of. */
const namedErrors = 10;

const mismatch = (name: string, errors: t.Errors): DynamicToolCallResponse => {
  const faults = renderErrors(errors.slice(0, namedErrors)).join('; ');
  const items: readonly DynamicToolCallOutputContentItem[] = [
    { type: 'inputText', text: `The arguments of ${name} do not fit: ${faults}` },
  ];
  return { contentItems: items, success: false };
};

const illegalName = (name: string): CodexOptionsError =>
  new CodexOptionsError(`${JSON.stringify(name)} is no name for a tool.`, {
    hint: 'Use 1 to 64 letters, digits, _ and -.',
  });
