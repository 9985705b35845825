/** What the official Python SDK offers its users: the exports of `openai_codex`, and the members of its classes. */
export const pythonNames: readonly string[] = [
  // Client
  ...['Codex', 'AsyncCodex', 'Codex.metadata', 'Codex.close', 'Codex.models'],
  ...['CodexConfig.codex_bin', 'CodexConfig.launch_args_override', 'CodexConfig.config_overrides'],
  ...['CodexConfig.cwd', 'CodexConfig.env', 'CodexConfig.client_name', 'client_title', 'client_version'],
  'CodexConfig.experimental_api',
  // Account
  ...[
    'Codex.login_api_key',
    'Codex.login_chatgpt',
    'Codex.login_chatgpt_device_code',
    'Codex.account',
    'Codex.logout',
  ],
  ...['ChatgptLoginHandle', 'DeviceCodeLoginHandle', 'AsyncChatgptLoginHandle', 'AsyncDeviceCodeLoginHandle'],
  ...[
    'ChatgptLoginHandle.wait',
    'ChatgptLoginHandle.cancel',
    'DeviceCodeLoginHandle.wait',
    'DeviceCodeLoginHandle.cancel',
  ],
  // Threads
  ...[
    'Codex.thread_start',
    'Codex.thread_resume',
    'Codex.thread_fork',
    'Codex.thread_list',
    'Codex.thread_archive',
  ],
  ...['Codex.thread_unarchive', 'Thread', 'AsyncThread', 'Thread.read', 'Thread.set_name', 'Thread.compact'],
  ...['Thread.run', 'Thread.turn'],
  // Turns
  ...[
    'TurnHandle',
    'AsyncTurnHandle',
    'TurnHandle.id',
    'TurnHandle.thread_id',
    'TurnHandle.stream',
    'TurnHandle.run',
  ],
  ...['TurnHandle.steer', 'TurnHandle.interrupt', 'TurnResult'],
  // Input and presets
  ...[
    'Input',
    'InputItem',
    'RunInput',
    'TextInput',
    'ImageInput',
    'LocalImageInput',
    'SkillInput',
    'MentionInput',
  ],
  ...['Sandbox.read_only', 'Sandbox.workspace', 'Sandbox.full_access', 'output_schema'],
  ...[
    'ApprovalMode.deny_all',
    'ApprovalMode.auto_review',
    'ApprovalMode.dangerously_bypass_approvals_and_sandbox',
  ],
  // Errors and retries
  ...[
    'AppServerError',
    'CodexError',
    'TransportClosedError',
    'JsonRpcError',
    'AppServerRpcError',
    'ParseError',
  ],
  ...[
    'InvalidRequestError',
    'MethodNotFoundError',
    'InvalidParamsError',
    'InternalRpcError',
    'ServerBusyError',
  ],
  ...['RetryLimitExceededError', 'retry_on_overload', 'is_retryable_error', 'request_with_retry_on_overload'],
  // The low-level client
  ...[
    'CodexClient',
    'AsyncCodexClient',
    'CodexClient.request',
    'CodexClient.notify',
    'CodexClient.next_notification',
  ],
  ...[
    'register_turn_notifications',
    'next_turn_notification',
    'unregister_turn_notifications',
    'stream_text',
  ],
  ...['register_login_notifications', 'next_login_notification', 'unregister_login_notifications'],
  ...[
    'wait_for_turn_completed',
    'wait_for_login_completed',
    'ApprovalHandler',
    'UnknownNotification',
    'MessageRouter',
  ],
];
