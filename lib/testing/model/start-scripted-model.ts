import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodexOptionsError } from '../../errors/codex-options-error.js';
import { checkReply } from './check-reply.js';
import { countAttempts } from './count-attempts.js';
import { readModelRequest, type ModelRequest, type ResponsesBody } from './model-request.js';
import { chooseReply, type ModelScript } from './model-script.js';
import type { ModelReply } from './model-step.js';
import { openSseStream } from './sse-stream.js';
import { streamReply } from './stream-reply.js';
import { text } from './text.js';

/** Options of `startScriptedModel`. */
export interface ScriptedModelOptions {
  /** What the model says: one reply to every prompt, rules, or a function. Default: only the fallback. */
  readonly script?: ModelScript;
  /**
   * The reply where the script has none; `'error'` answers HTTP 400 and adds to `errors` instead.
   * Default: the text "ok".
   */
  readonly fallback?: ModelReply | 'error';
  /** Called with each model call before it is answered. What it throws goes to `errors`. */
  readonly onRequest?: (request: ModelRequest) => void;
  /** How many model calls, and how many errors, are kept; the oldest go first. Default: 256, about 15 MB. */
  readonly maxRecorded?: number;
  /** The port on 127.0.0.1. Default: 0, a free one. */
  readonly port?: number;
}

/** A model server that answers codex from a script. */
export interface ScriptedModel {
  /** The base URL for a model provider of codex: `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  /** The latest model calls, oldest first. */
  readonly requests: readonly ModelRequest[];
  /** How many model calls there were. */
  readonly requestCount: number;
  /** What was wrong with the script or with a request, oldest first; empty after a good test. */
  readonly errors: readonly Error[];
  /** Breaks every connection, ends all waiting and frees the port. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts a loopback server that speaks the part of the OpenAI Responses API that codex uses.
 *
 * With it the real codex runs real turns with no account, no key and no network.
 *
 * @throws CodexOptionsError (rejecting) if `maxRecorded` is no whole number above 0; the system's error if the port is taken
 */
export const startScriptedModel = async (options: ScriptedModelOptions = {}): Promise<ScriptedModel> => {
  const { script = [], fallback = text('ok'), onRequest, maxRecorded = 256, port = 0 } = options;
  if (!Number.isSafeInteger(maxRecorded) || maxRecorded < 1) {
    throw new CodexOptionsError(`maxRecorded must be a whole number above 0, not ${String(maxRecorded)}.`);
  }
  const requests: ModelRequest[] = [];
  const errors: Error[] = [];
  const attemptOf = countAttempts();
  let requestCount = 0;

  const record = <T>(list: T[], entry: T): void => {
    list.push(entry);
    if (list.length > maxRecorded) list.shift();
  };

  const refuse = (response: ServerResponse, status: number, message: string): void => {
    record(errors, new Error(message));
    sendJson(response, status, { error: { message } });
  };

  const answerModelCall = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(incoming);
    if (typeof body === 'string') return refuse(response, 400, body);
    const read = readModelRequest(body, incoming.headers, requestCount++);
    const request: ModelRequest = { ...read, attempt: attemptOf(read) };
    record(requests, request);
    onRequest?.(request);

    const reply = (await chooseReply(script, request)) ?? fallback;
    if (reply === 'error') {
      const where = `call ${request.call} after the prompt ${JSON.stringify(request.prompt.slice(0, 200))}`;
      return refuse(response, 400, `The script has no reply for ${where}.`);
    }
    const checked = checkReply(reply, request);
    if ('fault' in checked) return refuse(response, 400, checked.fault);
    await streamReply(checked.steps, {
      stream: openSseStream(response),
      refuse: (status, content, headers) => sendJson(response, status, content, headers),
      isFreeform: (name) =>
        request.body.tools?.some((tool) => tool.type === 'custom' && tool.name === name) ?? false,
    });
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    if (incoming.method === 'POST' && path.endsWith('/responses')) return answerModelCall(incoming, response);
    if (incoming.method === 'GET' && path.endsWith('/models')) {
      return sendJson(response, 200, { object: 'list', data: [], models: [] });
    }
    refuse(response, 404, `The scripted model has no answer for ${incoming.method} ${path}.`);
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      record(errors, error instanceof Error ? error : new Error(String(error)));
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: { message: `The script threw: ${String(error)}` } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  let closed: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    get requestCount() {
      return requestCount;
    },
    errors,
    close: () =>
      (closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })),
  };
};

/** The parsed body, or a sentence that says why it is none. */
const readBody = async (incoming: IncomingMessage): Promise<ResponsesBody | string> => {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const encoding = incoming.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return `The scripted model cannot read a body with the encoding ${encoding}; set features.enable_request_compression = false.`;
  }
  try {
    const body = JSON.parse(Buffer.concat(parts).toString()) as ResponsesBody;
    return Array.isArray(body?.input) ? body : 'The body of the model call has no list "input".';
  } catch (error) {
    return `The body of the model call is no JSON: ${String(error)}`;
  }
};

const sendJson = (
  response: ServerResponse,
  status: number,
  content: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  const isText = typeof content === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  response.end(isText ? content : JSON.stringify(content));
};
