const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of a ChatGPT account that says whose it is, and that nobody signed. */
export const chatgptToken = (id: string): string => {
  const auth = { chatgpt_account_id: 'acct-1', chatgpt_plan_type: 'plus', chatgpt_user_id: 'user-1' };
  const claims = {
    jti: id,
    email: 'ada@example.org',
    exp: 4_102_444_800,
    'https://api.openai.com/auth': auth,
  };
  return `${base64({ alg: 'none' })}.${base64(claims)}.none`;
};
