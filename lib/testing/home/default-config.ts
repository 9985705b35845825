/** How often codex tries a failed model call again. */
export interface ModelRetries {
  /** HTTP errors. Default: 0; codex's own default is 4. */
  readonly request?: number;
  /** Streams that broke off. Default: 0; codex's own default is 5. */
  readonly stream?: number;
  /**
   * Whether codex waits for ever for a model that it cannot reach, so that such a turn never ends. Default: false;
   * codex's own default is true.
   */
  readonly connection?: boolean;
}

/** What the configuration of an isolated home depends on. */
export interface DefaultConfigOptions {
  readonly modelUrl: string;
  readonly model: string;
  readonly approvalPolicy: string;
  readonly sandboxMode: string;
  readonly retries: ModelRetries;
}

/**
 * The configuration of an isolated home: the scripted model as the only provider, the plan tool on, and everything off
 * that contacts the network by itself, runs the user's shell start-up files or varies from run to run.
 *
 * `features.plugins` alone stops every contact at start-up (codex 0.169); the others are off for the day they join in.
 */
export const defaultConfig = (options: DefaultConfigOptions): Record<string, unknown> => ({
  model: options.model,
  model_provider: 'scripted',
  approval_policy: options.approvalPolicy,
  sandbox_mode: options.sandboxMode,
  allow_login_shell: false,
  check_for_update_on_startup: false,
  model_providers: {
    scripted: {
      name: 'Scripted model',
      base_url: options.modelUrl,
      wire_api: 'responses',
      requires_openai_auth: false,
      request_max_retries: options.retries.request ?? 0,
      stream_max_retries: options.retries.stream ?? 0,
    },
  },
  features: {
    apps: false,
    enable_request_compression: false,
    plugins: false,
    shell_snapshot: false,
    unbounded_connection_retries: options.retries.connection ?? false,
  },
  analytics: { enabled: false },
  feedback: { enabled: false },
  tools: { update_plan: { enabled: true } },
});
