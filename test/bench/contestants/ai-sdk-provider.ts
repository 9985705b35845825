import { delimiter, dirname } from 'node:path';
import { env as inherited, execPath } from 'node:process';
import { startClock, type Contestant } from '../contestant';

/** What is used of `ai-sdk-provider-codex-cli`. */
export type CreateCodexAppServer = (options: {
  readonly defaultSettings: {
    readonly codexPath: string;
    readonly env: Record<string, string>;
    readonly minCodexVersion: string;
    readonly logger: false;
  };
}) => Provider;

interface Provider {
  (model: string): {
    doStream(options: {
      readonly prompt: readonly object[];
    }): Promise<{ readonly stream: AsyncIterable<Part> }>;
  };
  close(): Promise<void>;
}

interface Part {
  readonly type: string;
  readonly error?: unknown;
}

const prompt = [{ role: 'user', content: [{ type: 'text', text: 'go' }] }];

/**
 * The provider's app-server path through its public API. Its `codexPath` is the child process of the benchmark; it runs
 * that with the `node` that it finds first. One turn warms up; the clock runs from `doStream` to the end of its stream,
 * so that starting a thread and a turn (two short answers) is counted as well. Its consumer gets stream parts: the
 * deltas of text are counted, and everything else that it makes of a turn is read and left. It takes a quarter of the
 * notifications, because it takes 20 times as long for each; a shorter turn is no harder for it.
 */
export const aiSdkProvider = (create: CreateCodexAppServer): Contestant => ({
  name: 'ai-sdk-provider-codex-cli, app-server',
  unit: 'deltas',
  share: 0.25,
  run: async ({ program, settle }) => {
    const { file, env } = program('session');
    const PATH = [dirname(execPath), inherited['PATH'] ?? ''].join(delimiter);
    const provider = create({
      defaultSettings: {
        codexPath: file,
        env: { ...env, PATH },
        minCodexVersion: '0.153.0',
        logger: false,
      },
    });
    const model = provider('bench');
    const turn = async (): Promise<number> => {
      let deltas = 0;
      const { stream } = await model.doStream({ prompt });
      for await (const { type, error } of stream) {
        if (type === 'text-delta') deltas += 1;
        else if (type === 'error') throw new Error('the provider reported an error', { cause: error });
      }
      return deltas;
    };
    try {
      await turn();
      await settle();
      const clock = startClock();
      const received = await turn();
      return { ...clock(), received };
    } finally {
      await provider.close();
    }
  },
});
