import { CodexOptionsError } from '../../errors/codex-options-error.js';
import type { ToolCallStep } from './model-step.js';
import { toolCall, type ToolCallOptions } from './tool-call.js';

/** How a command is run. Each option is one argument of the tool `exec_command` of codex 0.169. */
export interface CommandOptions extends Pick<ToolCallOptions, 'id'> {
  /** Asks to run outside the sandbox, which makes codex ask for approval. Default: false. */
  readonly escalated?: boolean;
  /** The reason shown with the request for approval. Only with `escalated`. Default: none. */
  readonly justification?: string;
  /** The beginning of the command that the approval may be extended to. Only with `escalated`. */
  readonly prefixRule?: readonly string[];
  /** The working folder. Default: that of the turn. */
  readonly workdir?: string;
  /**
   * Milliseconds after which the model no longer waits for a command that still runs: it goes on in the background.
   * Codex takes 250 to 30,000. Default: 10,000.
   */
  readonly yieldMs?: number;
  /** Runs it on a pseudo-terminal, so that `write_stdin` can reach it. Default: false. */
  readonly tty?: boolean;
  /** Runs it in a login shell; refused by codex where `allow_login_shell` is off, as it is in `createCodexHome`. */
  readonly login?: boolean;
  /** The shell. Default: the user's. */
  readonly shell?: string;
  /** How much of the output the model gets back, in tokens. Default: 10,000. */
  readonly maxOutputTokens?: number;
}

/**
 * A step in which the model runs a shell command.
 *
 * The sandbox of the turn decides what it may do; `escalated` provokes `item/commandExecution/requestApproval`.
 *
 * @throws CodexOptionsError for `justification` or `prefixRule` without `escalated`, which codex does not take
 */
export const command = (cmd: string, options: CommandOptions = {}): ToolCallStep => {
  if (!options.escalated && (options.justification !== undefined || options.prefixRule !== undefined)) {
    throw new CodexOptionsError(
      'command(): justification and prefixRule belong to a request for approval, and are only taken with escalated: true.',
    );
  }
  const given: Record<string, unknown> = {
    cmd,
    sandbox_permissions: options.escalated ? 'require_escalated' : undefined,
    justification: options.justification,
    prefix_rule: options.prefixRule,
    workdir: options.workdir,
    yield_time_ms: options.yieldMs,
    tty: options.tty,
    login: options.login,
    shell: options.shell,
    max_output_tokens: options.maxOutputTokens,
  };
  const args = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return toolCall('exec_command', args, options.id === undefined ? {} : { id: options.id });
};
