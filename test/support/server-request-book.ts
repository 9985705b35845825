import type { Observable } from 'rxjs';
import { isResponseOf } from '../../lib/client/is-response-of';
import type { Diagnostic } from '../../lib/errors/diagnostic';
import { serverRequestResponses } from '../../lib/protocol/generated/server-request-responses';
import type { Approval } from '../../lib/rpc/approval';
import { createApprovals } from '../../lib/rpc/approvals';
import type { AnyServerRequestHandler, ServerRequestContext } from '../../lib/rpc/call-handler';
import { createServerRequests, type ServerRequests } from '../../lib/rpc/server-requests';
import type { OutgoingMessage, RequestId } from '../../lib/wire/message';
import { threadId, turnId } from './notifications';
import { serverRequest } from './server-requests';

/** How long a handler may take, in ms. */
export const handlerTimeout = 1_000;

/** A book of server requests, what it answered and what it reported. */
export interface BookUnderTest {
  readonly book: ServerRequests;
  readonly answers: readonly OutgoingMessage[];
  readonly diagnostics: readonly Diagnostic[];
  readonly approvals$: Observable<Approval>;
  /** Called for every answer, as it is written. */
  onAnswer: (message: OutgoingMessage) => void;
  /** Takes a request of a kind under an id. */
  ask(id: RequestId, method?: string, params?: unknown): void;
}

/** Makes a book with the real codecs of answers. */
export const bookUnderTest = (
  handlers: Readonly<Record<string, AnyServerRequestHandler | undefined>> = {},
  unhandled: 'refuse' | 'observe' = 'refuse',
): BookUnderTest => {
  const answers: OutgoingMessage[] = [];
  const diagnostics: Diagnostic[] = [];
  const { approvals$, offer } = createApprovals();
  const book = createServerRequests({
    handlers,
    offer,
    unhandled,
    handlerTimeout,
    answer: (message) => {
      answers.push(message);
      under.onAnswer(message);
    },
    isResponse: isResponseOf(serverRequestResponses),
    report: (diagnostic) => diagnostics.push(diagnostic),
  });
  const under: BookUnderTest = {
    book,
    answers,
    diagnostics,
    approvals$,
    onAnswer: () => undefined,
    ask: (id, method, params) => book.receive(serverRequest(id, method, params), threadId, turnId),
  };
  return under;
};

/** A book with a subscriber of its approvals, and those that came so far. */
export const watchedBook = (...given: Parameters<typeof bookUnderTest>) => {
  const under = bookUnderTest(...given);
  const seen: Approval[] = [];
  const subscription = under.approvals$.subscribe((approval) => seen.push(approval));
  /** Has something done while an answer is written. */
  const react = (reaction: () => void): void => {
    under.onAnswer = reaction;
  };
  return { ...under, seen, subscription, react };
};

/** A handler whose answers the test gives, one by one, in the order in which it was called. */
export const heldHandler = () => {
  const calls: {
    readonly context: ServerRequestContext;
    readonly resolve: (answer: unknown) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  const handler: AnyServerRequestHandler = (_params, context) =>
    new Promise((resolve, reject) => calls.push({ context, resolve, reject }));
  return { handler, calls };
};
