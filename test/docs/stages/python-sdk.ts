import { createCodexClient, type CodexClient } from 'codex-rx';
import { stdioTransport } from 'codex-rx/node';
import { byCall, fakeAppServer, reply, replyError } from 'codex-rx/testing';
import { atTheEnd, print } from '../support/page-runtime';

/** What the real server does only when its queue of 128 messages is full. */
const fake = fakeAppServer(
  {
    on: {
      'thread/loaded/list': [
        byCall([replyError(-32001, 'Server overloaded; retry later.')], [reply({ data: ['thread-1'] })]),
      ],
    },
  },
  { record: true },
);

/** A client whose server is overloaded at first. */
export const busy: CodexClient = createCodexClient(stdioTransport(fake));

atTheEnd(async () => {
  await busy.close();
  const calls = fake
    .received()
    .filter((message) => (message as { readonly method?: string }).method === 'thread/loaded/list');
  print(`calls: ${calls.length}`);
  fake.dispose();
});
