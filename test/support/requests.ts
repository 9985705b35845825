import type { Diagnostic } from '../../lib/errors/diagnostic';
import { createRequests, type Requests, type SendOptions } from '../../lib/rpc/requests';
import { valuesOf } from './operator-cases';

/** A request as it was written. */
export interface WrittenRequest {
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

/** A book of requests, what it wrote and what it reported. */
export interface RequestsUnderTest {
  readonly requests: Requests;
  readonly written: readonly WrittenRequest[];
  readonly diagnostics: readonly Diagnostic[];
  /** Subscribes to a request, and returns what it says from then on. */
  send(method: string, options?: Partial<SendOptions>, params?: unknown): unknown[];
}

/** How writing goes. */
export interface Writing {
  readonly maxInFlight?: number;
  /** Called for each request as it is written; what it returns is what `write` returns. */
  readonly onWrite?: (request: WrittenRequest) => Promise<void> | void;
  /** Whether requests may be written at once; default: true. */
  readonly open?: boolean;
}

/** Makes a book of requests whose other end is the test. */
export const requestsUnderTest = ({ maxInFlight, onWrite, open = true }: Writing = {}): RequestsUnderTest => {
  const written: WrittenRequest[] = [];
  const diagnostics: Diagnostic[] = [];
  const requests = createRequests({
    write: (text) => {
      const request = JSON.parse(text) as WrittenRequest;
      written.push(request);
      return Promise.resolve(onWrite?.(request));
    },
    report: (diagnostic) => diagnostics.push(diagnostic),
    ...(maxInFlight === undefined ? {} : { maxInFlight }),
  });
  if (open) requests.open();
  return {
    requests,
    written,
    diagnostics,
    send: (method, options, params) =>
      valuesOf(requests.send(method, params, { lane: 'slotted', timeout: undefined, ...options })),
  };
};
