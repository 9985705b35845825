import { defaultConfig } from '../../../lib/testing/home/default-config.js';

const options = {
  modelUrl: 'http://127.0.0.1:1/v1',
  model: 'm',
  approvalPolicy: 'never',
  sandboxMode: 'read-only',
};

test('the scripted model is the only provider, never retried, and all is off that speaks unasked', () => {
  expect(defaultConfig({ ...options, retries: {} })).toEqual({
    model: 'm',
    model_provider: 'scripted',
    approval_policy: 'never',
    sandbox_mode: 'read-only',
    allow_login_shell: false,
    check_for_update_on_startup: false,
    model_providers: {
      scripted: {
        name: 'Scripted model',
        base_url: 'http://127.0.0.1:1/v1',
        wire_api: 'responses',
        requires_openai_auth: false,
        request_max_retries: 0,
        stream_max_retries: 0,
      },
    },
    features: {
      apps: false,
      enable_request_compression: false,
      plugins: false,
      shell_snapshot: false,
      unbounded_connection_retries: false,
    },
    analytics: { enabled: false },
    feedback: { enabled: false },
    tools: { update_plan: { enabled: true } },
  });
});

test('retries are those that were asked for', () => {
  expect(defaultConfig({ ...options, retries: { request: 1, stream: 2, connection: true } })).toMatchObject({
    model_providers: { scripted: { request_max_retries: 1, stream_max_retries: 2 } },
    features: { unbounded_connection_retries: true },
  });
});
