import { format } from 'prettier';
import { dumpProtocol } from './input/dump.js';
import type { Protocol } from './model/protocol.js';
import { protocolOf } from './protocol-of.js';
import { renderCoverage } from './render/coverage.js';
import { renderDefinitions } from './render/definitions.js';
import { renderMethods } from './render/methods.js';
import type { GeneratedFile } from './render/source.js';
import { renderSurface } from './render/surface.js';
import { renderVersion } from './render/version.js';

/** The project's style, spelled out so that the output depends on nothing outside. */
const STYLE = { parser: 'babel-ts', printWidth: 110, singleQuote: true, trailingComma: 'all' } as const;

/** The same for a page of the documentation. */
const PAGE_STYLE = { parser: 'markdown', printWidth: 110 } as const;

/** What the generator makes. */
export interface Generated {
  readonly protocol: Protocol;
  readonly files: readonly GeneratedFile[];
  /** The page that lists the protocol; it belongs with the documentation. */
  readonly page: GeneratedFile;
}

/** Runs a binary and renders what it says into formatted files. */
export const generate = async (
  binary: string,
  env: NodeJS.ProcessEnv,
  lenient: boolean,
): Promise<Generated> => {
  const protocol = protocolOf(await dumpProtocol(binary, env), lenient);
  const rendered = [
    renderDefinitions(protocol),
    ...renderMethods(protocol),
    ...renderSurface(protocol),
    renderVersion(protocol),
  ];
  const files = await Promise.all(
    rendered.map(async ({ name, text }) => ({ name, text: await format(text, STYLE) })),
  );
  const page = renderCoverage(protocol, lenient);
  return { protocol, files, page: { ...page, text: await format(page.text, PAGE_STYLE) } };
};
