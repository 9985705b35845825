/**
 * A small MCP server on stdio for the tests: its one tool `ask` asks the person behind the client for a name, and
 * answers with what came back.
 */
const { createInterface } = require('node:readline');

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
let asking;

const handle = ({ id, method, params, result }) => {
  if (method === 'initialize') {
    const { protocolVersion } = params;
    const serverInfo = { name: 'tiny', version: '1.0.0' };
    return send({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo } });
  }
  if (method === 'tools/list') {
    const annotations = { readOnlyHint: true, destructiveHint: false, openWorldHint: false };
    const tool = {
      name: 'ask',
      description: 'Asks.',
      inputSchema: { type: 'object', properties: {} },
      annotations,
    };
    return send({ id, result: { tools: [tool] } });
  }
  if (method === 'tools/call') {
    asking = id;
    const requestedSchema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
    return send({
      id: 'e',
      method: 'elicitation/create',
      params: { message: 'Your name?', requestedSchema },
    });
  }
  if (id === 'e' && asking !== undefined) {
    return send({ id: asking, result: { content: [{ type: 'text', text: JSON.stringify(result) }] } });
  }
  if (id !== undefined && method !== undefined) return send({ id, result: {} });
  return undefined;
};

createInterface({ input: process.stdin }).on('line', (line) => handle(JSON.parse(line)));
