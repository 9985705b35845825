import {
  startScriptedModel,
  type ScriptedModel,
  type ScriptedModelOptions,
} from '../model/start-scripted-model.js';
import { createCodexHome, type CodexHome, type CodexHomeOptions } from './create-codex-home.js';

/** Options of `startScriptedCodex`: those of the model server and of the home, except the URL that joins them. */
export interface ScriptedCodexOptions extends ScriptedModelOptions, Omit<CodexHomeOptions, 'modelUrl'> {}

/** A scripted model, and a home of codex that uses it. */
export interface ScriptedCodex {
  readonly model: ScriptedModel;
  readonly home: CodexHome;
  /** For `stdioTransport({ env, cwd })`. */
  readonly env: Readonly<Record<string, string>>;
  /** For `stdioTransport({ env, cwd })`: the empty folder of the home. */
  readonly cwd: string;
  /** Closes the model and removes the home; close the client first. Idempotent. */
  dispose(): Promise<void>;
  /** `dispose()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a scripted model and creates a home that uses it: what the real codex needs to run real turns with no
 * account, no key and no network.
 *
 * @throws as `startScriptedModel` and `createCodexHome` (rejecting), leaving nothing behind
 */
export const startScriptedCodex = async (options: ScriptedCodexOptions = {}): Promise<ScriptedCodex> => {
  const model = await startScriptedModel(options);
  try {
    const home = await createCodexHome({ ...options, modelUrl: model.url });
    const dispose = async (): Promise<void> => {
      await Promise.all([model.close(), home.dispose()]);
    };
    return { model, home, env: home.env, cwd: home.workdir, dispose, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await model.close();
    throw error;
  }
};
