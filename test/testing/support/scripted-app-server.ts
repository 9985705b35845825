import {
  startScriptedCodex,
  type ScriptedCodex,
  type ScriptedCodexOptions,
} from '../../../lib/testing/home/start-scripted-codex.js';
import { findCodexBinary } from '../../../lib/transport/find-codex-binary.node.js';
import { startRawAppServer, type RawAppServer, type Wire } from './raw-app-server.js';

/** The real codex behind a raw client, with one thread open. */
export interface ScriptedAppServer {
  readonly codex: ScriptedCodex;
  readonly server: RawAppServer;
  readonly threadId: string;
  /** The params of every notification of one method so far. */
  readonly paramsOf: (method: string) => Wire[];
  /** Every item of one type that completed so far. */
  readonly itemsDone: (type: string) => Wire[];
  /** Answers the next request of the server of one method, and resolves with its params. */
  readonly answerNext: (method: string, result: Wire) => Promise<Wire>;
}

/** Runs `use` with the real codex and a scripted model. */
export const withCodex = async (
  options: ScriptedCodexOptions,
  use: (run: ScriptedAppServer) => Promise<void>,
  thread: Wire = {},
): Promise<void> => {
  const codex = await startScriptedCodex(options);
  const server = startRawAppServer(findCodexBinary(), ['app-server'], codex);
  const paramsOf = (method: string): Wire[] =>
    server.messages.filter((message) => message.method === method).map(({ params }) => params);
  try {
    await server.initialize();
    await use({
      codex,
      server,
      threadId: await server.startThread({ cwd: codex.cwd, ...thread }),
      paramsOf,
      itemsDone: (type) =>
        paramsOf('item/completed')
          .map(({ item }) => item)
          .filter((item) => item.type === type),
      answerNext: async (method, result) => {
        const isIt = (message: Wire) => message.method === method && message.id !== undefined;
        const request = await server.until(method, isIt);
        server.send({ id: request.id, result });
        return request.params;
      },
    });
  } finally {
    await server.end();
    await codex.dispose();
  }
};
