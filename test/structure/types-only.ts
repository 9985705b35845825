/**
 * Files of `lib/` that hold types alone, so that nothing of them is left to test when they run.
 *
 * A file that gains a value has to leave this list and get a test at its mirrored path.
 */
export const typesOnly: readonly string[] = [
  'lib/client/actions/codex-actions.ts',
  'lib/client/codex-client.ts',
  'lib/client/codex-thread.ts',
  'lib/client/core.ts',
  'lib/errors/diagnostic.ts',
  'lib/protocol/message.ts',
  'lib/protocol/notification.ts',
  'lib/protocol/payload-codec.ts',
  'lib/protocol/server-request.ts',
  'lib/rpc/approval.ts',
  'lib/rpc/open-requests.ts',
  'lib/testing/fake/fake-step.ts',
  'lib/testing/model/model-step.ts',
  'lib/transport/transport.ts',
];
