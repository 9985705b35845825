/** The release whose names these are. */
export const pythonSdkVersion = '0.154.0';

/**
 * The public names of the Python SDK `openai_codex`, and those of its low-level client, by the heading of the page
 * under which each is found. The async classes have the members of the sync ones, which stand for both.
 */
export const pythonSdkNames = {
  Client: [
    ...['Codex', 'AsyncCodex', 'Codex.__enter__', 'Codex.__exit__', 'Codex.close', 'Codex.metadata'],
    ...['CodexConfig', 'CodexConfig.codex_bin', 'CodexConfig.launch_args_override'],
    ...['CodexConfig.config_overrides', 'CodexConfig.cwd', 'CodexConfig.env', 'CodexConfig.client_name'],
    ...['CodexConfig.client_title', 'CodexConfig.client_version', 'CodexConfig.experimental_api'],
    '__version__',
  ],
  Threads: [
    ...['Thread', 'AsyncThread', 'Thread.id', 'Thread.read', 'include_turns', 'Thread.set_name'],
    ...['Thread.compact', 'Codex.thread_start', 'Codex.thread_resume', 'Codex.thread_fork'],
    ...['Codex.thread_list', 'Codex.thread_archive', 'Codex.thread_unarchive'],
  ],
  'Options of thread_start, thread_resume and thread_fork': [
    ...['approval_mode', 'base_instructions', 'config', 'cwd', 'developer_instructions', 'ephemeral'],
    ...['include_turns', 'model', 'model_provider', 'personality', 'sandbox', 'service_name'],
    ...['service_tier', 'session_start_source', 'thread_source'],
  ],
  'Options of thread_list': [
    ...['archived', 'cursor', 'cwd', 'limit', 'model_providers', 'search_term', 'sort_direction'],
    ...['sort_key', 'source_kinds', 'use_state_db_only'],
  ],
  Turns: [
    ...['Thread.run', 'Thread.turn', 'TurnHandle', 'AsyncTurnHandle', 'TurnHandle.id'],
    ...['TurnHandle.thread_id', 'TurnHandle.stream', 'TurnHandle.run', 'TurnHandle.steer'],
    ...['TurnHandle.interrupt', 'approval_mode', 'cwd', 'effort', 'model', 'output_schema', 'personality'],
    ...['sandbox', 'service_tier', 'turn_service_tier', 'source', 'summary'],
  ],
  Input: [
    ...['Input', 'InputItem', 'RunInput', 'TextInput', 'ImageInput', 'LocalImageInput', 'SkillInput'],
    ...['MentionInput', 'ExternalMessage', 'ExternalMessage.tool_name', 'ExternalMessage.content'],
    'ExternalMessage.namespace',
  ],
  'Approvals and sandbox presets': [
    ...['ApprovalMode', 'ApprovalMode.auto_review', 'ApprovalMode.deny_all', 'Sandbox'],
    ...['Sandbox.read_only', 'Sandbox.workspace_write', 'Sandbox.full_access', 'ApprovalHandler'],
  ],
  'Results and events': [
    ...['TurnResult', 'TurnResult.id', 'TurnResult.status', 'TurnResult.error', 'TurnResult.started_at'],
    ...['TurnResult.completed_at', 'TurnResult.duration_ms', 'TurnResult.final_response'],
    ...['TurnResult.items', 'TurnResult.usage', 'Notification', 'Notification.method'],
    ...['Notification.payload', 'UnknownNotification', 'UnknownNotification.params'],
  ],
  'Errors and retry': [
    ...['CodexError', 'TransportClosedError', 'JsonRpcError', 'JsonRpcError.code', 'JsonRpcError.message'],
    ...['JsonRpcError.data', 'CodexRpcError', 'ParseError', 'InvalidRequestError', 'MethodNotFoundError'],
    ...['InvalidParamsError', 'InternalRpcError', 'ServerBusyError', 'RetryLimitExceededError'],
    ...['FileNotFoundError', 'RuntimeError', 'is_retryable_error', 'retry_on_overload', 'op'],
    ...['max_attempts', 'initial_delay_s', 'max_delay_s', 'jitter_ratio'],
  ],
  'Login and account': [
    ...['Codex.login_api_key', 'Codex.login_chatgpt', 'Codex.login_chatgpt_device_code'],
    ...['ChatgptLoginHandle', 'AsyncChatgptLoginHandle', 'DeviceCodeLoginHandle'],
    ...['AsyncDeviceCodeLoginHandle', 'login_id', 'auth_url', 'verification_url', 'user_code', 'wait'],
    ...['cancel', 'Codex.account', 'refresh_token', 'Codex.logout'],
  ],
  'Models and types': ['Codex.models', 'include_hidden', 'JsonObject'],
  'Low-level client': [
    ...['CodexClient', 'AsyncCodexClient', 'approval_handler', 'resolve_codex_bin', 'CodexBinResolverOps'],
    ...['default_codex_home', 'ServerInfo', 'NotificationPayload', 'NOTIFICATION_MODELS'],
    ...['notification_turn_id', 'map_jsonrpc_error', 'MessageRouter'],
    ...[
      ...['start', 'close', 'initialize', 'request', 'notify', 'request_with_retry_on_overload'],
      ...['next_notification', 'register_turn_notifications', 'unregister_turn_notifications'],
      ...['next_turn_notification', 'wait_for_turn_completed', 'stream_text', 'register_login_notifications'],
      ...['unregister_login_notifications', 'next_login_notification', 'wait_for_login_completed'],
      ...['account_login_start', 'account_login_cancel', 'account_read', 'account_logout', 'thread_start'],
      ...['thread_resume', 'thread_fork', 'thread_list', 'thread_read', 'thread_archive'],
      ...['thread_unarchive', 'thread_set_name', 'thread_compact', 'turn_start', 'turn_steer'],
      ...['turn_interrupt', 'model_list', 'thread_goal_set', 'thread_goal_clear', 'pause_goal'],
      ...['start_goal_operation', 'cancel_goal_operation', 'register_goal_operation'],
      ...['reserve_goal_operation', 'unregister_goal_operation', 'next_goal_notification'],
    ].map((name) => `CodexClient.${name}`),
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The types in `openai_codex.types` that have the same name here, in `codex-rx/protocol`. */
export const pythonSdkTypes = [
  ...['Account', 'AccountLoginCompletedNotification', 'ApprovalsReviewer', 'AskForApproval'],
  ...['CancelLoginAccountResponse', 'CancelLoginAccountStatus', 'GetAccountResponse', 'InitializeResponse'],
  ...['ModelListResponse', 'Personality', 'PlanType', 'ReasoningEffort', 'ReasoningSummary', 'SandboxMode'],
  ...['SandboxPolicy', 'SortDirection', 'ThreadArchiveResponse', 'ThreadCompactStartResponse', 'ThreadItem'],
  ...['ThreadListCwdFilter', 'ThreadListResponse', 'ThreadReadResponse', 'ThreadSetNameResponse'],
  ...['ThreadSortKey', 'ThreadSource', 'ThreadSourceKind', 'ThreadStartSource', 'ThreadTokenUsage'],
  ...['ThreadTokenUsageUpdatedNotification', 'Turn', 'TurnCompletedNotification', 'TurnError'],
  ...['TurnInterruptResponse', 'TurnStatus', 'TurnSteerResponse'],
] as const;
