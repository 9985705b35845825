import { serverRequestResponses } from '../../lib/protocol/generated/server-request-responses';
import { faultInAnswer } from '../../lib/rpc/check-answer';
import { failureOf, refusalOf, type Refusal } from '../../lib/rpc/refusals';
import { asked, askedMethods } from '../support/server-requests';

/** The kinds whose response type has no way to say no. */
const withoutNo = ['account/chatgptAuthTokens/refresh', 'attestation/generate', 'currentTime/read'];

describe('the refusal of a server request', () => {
  it.each(askedMethods)('is legal: %s', (method) => {
    for (const refusal of [refusalOf(method), failureOf(method)]) {
      if ('error' in refusal) expect(withoutNo).toContain(method);
      else {
        expect(serverRequestResponses[method].decode(refusal.result)).toMatchObject({ _tag: 'Right' });
        expect(faultInAnswer(method, asked[method], refusal.result)).toBeUndefined();
      }
    }
  });

  it('declines and grants nothing, and never cancels: that would interrupt the turn', () => {
    const said = askedMethods.map((method) => JSON.stringify(refusalOf(method)));
    for (const text of said) expect(text).not.toMatch(/accept|approved|cancel|abort|session|true/i);
    expect(refusalOf('item/permissions/requestApproval')).toEqual({
      result: { permissions: {}, scope: 'turn' },
    });
    expect(refusalOf('item/commandExecution/requestApproval')).toEqual({ result: { decision: 'decline' } });
  });

  it('tells the model that a tool failed, where there is one', () => {
    const textOf = (refusal: Refusal): string => JSON.stringify(refusal);
    expect(textOf(failureOf('item/tool/call'))).toContain('The tool failed.');
    expect(textOf(refusalOf('item/tool/call'))).toContain('This client has no such tool.');
  });

  it.each(['item/novel/ask', 'toString', '__proto__', 'constructor', ''])('is an error for %j', (method) => {
    const codes = [refusalOf(method), failureOf(method)].map((refusal: Refusal) =>
      'error' in refusal ? refusal.error.code : undefined,
    );
    expect(codes).toEqual([-32601, -32603]);
  });
});
