/**
 * Which turn a message belongs to.
 *
 * The defaults `$threadId` and `$turnId` are filled in by the fake app-server; give ids for any other use.
 */
export interface TurnRef {
  readonly threadId?: string;
  readonly turnId?: string;
}

/** A notification of the server, as it is on the wire. */
export interface NotificationMessage<Method extends string, Params> {
  readonly method: Method;
  readonly params: Params;
}

/** The moment that built messages claim to come from, in seconds since 1970: always the same, so that tests are. */
export const messageTime = 1_700_000_000;

/** The ids of a turn, with the fake app-server's place holders where none is given. */
export const turnIds = ({ threadId = '$threadId', turnId = '$turnId' }: TurnRef) => ({ threadId, turnId });
