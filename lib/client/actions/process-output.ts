/** A piece of what a process wrote. */
export interface ProcessOutput {
  readonly type: 'output';
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
  /** The bytes as text; a character that is cut in two is in the piece that ends it. */
  readonly text: string;
}

/** The end of a process. */
export interface ProcessExit {
  readonly type: 'exit';
  readonly exitCode: number;
}

/** What a process does, in order; `exit` is the last. */
export type ProcessEvent = ProcessOutput | ProcessExit;

/** The size of a terminal, in characters. */
export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

/** A mark at the beginning belongs to what was written, too. */
const asItIs = { ignoreBOM: true } as const;

/** Makes the function that reads pieces of output, each stream as one text. */
export const createOutputReader = (): ((stream: string, base64: string) => ProcessOutput) => {
  const decoders = { stdout: new TextDecoder('utf-8', asItIs), stderr: new TextDecoder('utf-8', asItIs) };
  return (name, base64) => {
    const stream = name === 'stderr' ? 'stderr' : 'stdout';
    const bytes = fromBase64(base64);
    return { type: 'output', stream, bytes, text: decoders[stream].decode(bytes, { stream: true }) };
  };
};

/** Writes bytes, or a text as UTF-8, in base64. */
export const toBase64 = (data: Uint8Array | string): string => {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

const fromBase64 = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
