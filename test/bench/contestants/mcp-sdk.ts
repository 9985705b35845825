import type { Contestant } from '../contestant';
import { byHand, type Message } from './by-hand';

/** What is used of `@modelcontextprotocol/sdk/shared/stdio.js`. */
export type ReadBuffer = new (options: { readonly maxBufferSize: number }) => {
  append(chunk: Buffer): void;
  readMessage(): Message | null;
};

/** The default bound of 10 MiB would end the connection in the middle of a long line. */
const maxBufferSize = 512 * 1024 * 1024;

/**
 * The read buffer of the MCP SDK, driven as `StdioClientTransport` drives it: every chunk is appended, then messages
 * are read until there is none. It checks each against JSON-RPC 2.0, strictly: the child process gives every message
 * the member `jsonrpc` and leaves out codex' `emittedAtMs`, which would be refused; both are about as long.
 */
export const mcpSdk = (Buffering: ReadBuffer): Contestant =>
  byHand(
    '@modelcontextprotocol/sdk, its read buffer',
    (stdout, take) => {
      const buffer = new Buffering({ maxBufferSize });
      stdout.on('data', (chunk: Buffer) => {
        buffer.append(chunk);
        for (let message = buffer.readMessage(); message !== null; message = buffer.readMessage())
          take(message);
      });
    },
    'jsonrpc',
  );
