/**
 * codex-rx/node: what needs Node, above all the transport that starts codex as a child process.
 *
 * @packageDocumentation
 */

// Transports
export { stdioTransport, type StdioTransportOptions } from './transport/stdio-transport.node.js';
export type { StdioLaunchOptions } from './transport/stdio-launch.node.js';
export type { StdioLimits } from './transport/stdio-connection.node.js';
export type { CodexConfig, ConfigValue } from './transport/config-arguments.js';

// Finding codex
export { findCodexBinary, type FindCodexBinaryOptions } from './transport/find-codex-binary.node.js';
