// A user's program for Node, compiled and run against the packed package as an ES module and as CommonJS.
import { createCodexClient, isCodexError, type CodexThread, type TurnResult } from 'codex-rx';
import { stdioTransport } from 'codex-rx/node';
import { Thread } from 'codex-rx/protocol';
import { startScriptedCodex, text } from 'codex-rx/testing';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';

const main = async (): Promise<void> => {
  const codex = await startScriptedCodex({ script: [text('Hello from the package.', { deltas: 3 })] });
  const client = createCodexClient(stdioTransport({ env: codex.env, cwd: codex.cwd }));
  try {
    const { version } = await firstValueFrom(client.ready$);
    const thread: CodexThread = await firstValueFrom(client.startThread());
    const turn = await firstValueFrom(thread.startTurn('Say hello.'));
    const texts: readonly string[] = await firstValueFrom(turn.text$.pipe(toArray()));
    const result: TurnResult = await lastValueFrom(turn.result$);
    const decoded = Thread.decode({ id: 1 });
    const failure: unknown = await firstValueFrom(client.request('thread/read', { threadId: 'none' })).catch(
      (error: unknown) => error,
    );
    const report = {
      version,
      status: result.status,
      answer: result.finalResponse,
      lastText: texts.at(-1),
      wrongThread: decoded._tag,
      typedError: isCodexError(failure),
    };
    process.stdout.write(JSON.stringify(report));
  } finally {
    await client.close();
    await codex.dispose();
  }
};

void main();
