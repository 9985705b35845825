/**
 * What a diagnostic is about.
 *
 * `framing`: bytes that are no line of text. `json`: a line that is no JSON object. `envelope`: an object that is
 * no JSON-RPC message. `response`: an answer that matches no request. `decode`: a payload that fails its codec.
 * `late`: an event of a turn that has ended. `dropped`: something a bound pushed out. `handler`: a handler of
 * server requests that failed. `refused`: a server request that was refused. `version`: a server of another
 * version than the codecs. `hook`: the debug hook threw. `send`: a message that could not be written.
 */
export type DiagnosticKind =
  | 'framing'
  | 'json'
  | 'envelope'
  | 'response'
  | 'decode'
  | 'late'
  | 'dropped'
  | 'handler'
  | 'refused'
  | 'version'
  | 'hook'
  | 'send';

/**
 * Something that could not be parsed, decoded, matched or delivered, and did not stop the connection.
 *
 * Payloads are quoted shortly and redacted; `raw` is set where a whole message is at hand.
 */
export interface Diagnostic {
  readonly kind: DiagnosticKind;
  /** One sentence. */
  readonly message: string;
  /** A short, redacted piece of the input. */
  readonly sample?: string;
  /** The wire method concerned. */
  readonly method?: string;
  readonly threadId?: string;
  readonly turnId?: string;
  /** The message concerned, as parsed. */
  readonly raw?: unknown;
  /** The error underneath. */
  readonly cause?: unknown;
}

/** Takes diagnostics. */
export type Report = (diagnostic: Diagnostic) => void;
