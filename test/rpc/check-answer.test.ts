import fc from 'fast-check';
import { faultInAnswer } from '../../lib/rpc/check-answer';
import { asked, askedMethods } from '../support/server-requests';

const notOffered = 'it was not among those offered';
const command = 'item/commandExecution/requestApproval';
const fileChange = 'item/fileChange/requestApproval';
const permissions = 'item/permissions/requestApproval';
const elicitation = 'mcpServer/elicitation/request';

const decide = (
  method: string,
  decision: unknown,
  params: unknown = asked[method as typeof command],
): unknown => faultInAnswer(method, params, { decision });

const anything = fc.oneof(
  fc.jsonValue(),
  fc.string(),
  fc.constantFrom('acceptForSession', 'approved', 'ACCEPT', 'accept '),
);

describe('faultInAnswer', () => {
  describe('of an approval with a list of decisions', () => {
    const amendment = { acceptWithExecpolicyAmendment: { execpolicy_amendment: ['echo', 'hi'] } };

    it.each([['accept'], ['cancel'], ['decline'], [amendment]])('allows %j', (decision) => {
      expect(decide(command, decision)).toBeUndefined();
    });

    it.each([
      ['acceptForSession'],
      ['approved'],
      ['Accept'],
      [''],
      [null],
      [undefined],
      [['accept']],
      [{ accept: true }],
      [{ acceptWithExecpolicyAmendment: { execpolicy_amendment: ['echo'] } }],
      [{ acceptWithExecpolicyAmendment: { execpolicy_amendment: ['rm', '-rf'] } }],
      [{ ...amendment, applyNetworkPolicyAmendment: {} }],
      [{ applyNetworkPolicyAmendment: { network_policy_amendment: { host: 'evil', action: 'allow' } } }],
    ])('refuses %j', (decision: unknown) => {
      expect(decide(command, decision)).toBe(notOffered);
    });

    it('allows nothing but a no where the list is empty', () => {
      const params = { ...asked[command], availableDecisions: [] };
      expect(['accept', 'decline', 'cancel'].map((decision) => decide(command, decision, params))).toEqual([
        notOffered,
        undefined,
        undefined,
      ]);
    });

    it('holds for methods that nobody knows, too', () => {
      expect(decide('item/novel/requestApproval', 'yes', { availableDecisions: ['no'] })).toBe(notOffered);
      expect(decide('item/novel/requestApproval', 'yes', {})).toBeUndefined();
    });

    it('never allows what is neither offered nor a no', () => {
      fc.assert(
        fc.property(fc.array(anything), anything, (availableDecisions, decision) => {
          const texts = [...availableDecisions, 'decline', 'cancel'].map((one) => JSON.stringify(one));
          fc.pre(!texts.includes(JSON.stringify(decision)) && typeof decision !== 'object');
          expect(decide(command, decision, { availableDecisions })).toBe(notOffered);
        }),
      );
    });
  });

  describe('of an approval without a list', () => {
    it.each([command, fileChange])('allows the plain decisions of %s', (method) => {
      for (const decision of ['accept', 'acceptForSession', 'decline', 'cancel'])
        expect(decide(method, decision, { ...asked[fileChange], availableDecisions: null })).toBeUndefined();
    });

    it('allows amendments of policies as they were proposed', () => {
      const network = { host: 'example.com', action: 'allow' };
      const params = { proposedExecpolicyAmendment: ['ls'], proposedNetworkPolicyAmendments: [network] };
      const execpolicy = (words: unknown) => ({
        acceptWithExecpolicyAmendment: { execpolicy_amendment: words },
      });
      const host = (amendment: unknown) => ({
        applyNetworkPolicyAmendment: { network_policy_amendment: amendment },
      });
      expect([decide(command, execpolicy(['ls']), params), decide(command, host(network), params)]).toEqual([
        undefined,
        undefined,
      ]);
      for (const decision of [execpolicy(['rm']), execpolicy([]), host({ ...network, host: '*' })])
        expect(decide(command, decision, params)).toBe(notOffered);
      expect(decide(command, execpolicy(['ls']), {})).toBe(notOffered);
      expect(decide(fileChange, execpolicy(['ls']), params)).toBe(notOffered);
    });

    it.each(['applyPatchApproval', 'execCommandApproval'])('knows the words of %s', (method) => {
      const legal = [
        'approved',
        'approved_for_session',
        'abort',
        'timed_out',
        { denied: { rejection: 'no' } },
      ];
      expect(legal.map((decision) => decide(method, decision))).toEqual(legal.map(() => undefined));
      const foreign = [
        'accept',
        { denied: {}, approved_execpolicy_amendment: {} },
        { approved_execpolicy_amendment: { proposed_execpolicy_amendment: ['ls'] } },
      ];
      expect(foreign.map((decision) => decide(method, decision))).toEqual(foreign.map(() => notOffered));
    });

    it('never allows a word that the protocol does not have', () => {
      const words = [
        'accept',
        'acceptForSession',
        'decline',
        'cancel',
        'approved',
        'approved_for_session',
        'denied',
      ];
      const methods = fc.constantFrom(fileChange, 'applyPatchApproval', 'execCommandApproval');
      fc.assert(
        fc.property(methods, anything, (method, decision) => {
          fc.pre(typeof decision !== 'object' || decision === null || !('denied' in decision));
          fc.pre(typeof decision !== 'string' || ![...words, 'abort', 'timed_out'].includes(decision));
          expect(decide(method, decision)).toBe(notOffered);
        }),
      );
    });
  });

  describe('of a grant of permissions', () => {
    const { permissions: wanted } = asked[permissions];
    const grant = (answer: unknown): unknown => faultInAnswer(permissions, asked[permissions], answer);

    it.each([
      [{ permissions: {} }],
      [{ permissions: {}, scope: 'turn' }],
      [{ permissions: wanted, scope: 'session', strictAutoReview: true }],
    ])('allows %j', (answer) => {
      expect(grant(answer)).toBeUndefined();
    });

    it.each([
      [
        { permissions: { network: { enabled: true, everywhere: true } } },
        'it grants more than was asked for',
      ],
      [{ permissions: { fileSystem: { write: ['/'] } } }, 'it grants more than was asked for'],
      [{ permissions: {}, scope: 'forever' }, 'its scope is unknown'],
      [{ permissions: {}, scope: null }, 'its scope is unknown'],
    ])('refuses %j: %s', (answer, fault) => {
      expect(grant(answer)).toBe(fault);
    });
  });

  describe('of an answer to an MCP server', () => {
    const answer = (given: unknown, meta: unknown = asked[elicitation]._meta): unknown =>
      faultInAnswer(elicitation, { ...asked[elicitation], _meta: meta }, given);

    it.each(['accept', 'decline', 'cancel'])('allows %s, and content of any kind', (action) => {
      expect(answer({ action, content: { name: 'x' }, _meta: null })).toBeUndefined();
    });

    it.each(['approve', 'Accept', '', null, undefined, 1])('refuses the action %j', (action) => {
      expect(answer({ action, content: null })).toBe(notOffered);
    });

    it('lets consent be remembered only as long as the server offers', () => {
      const always = { action: 'accept', _meta: { persist: 'always' } };
      expect([answer(always), answer(always, { persist: 'always' })]).toEqual([undefined, undefined]);
      for (const meta of [null, {}, { persist: 'session' }, { persist: ['session'] }, { persist: [] }])
        expect(answer(always, meta)).toBe(notOffered);
      expect(answer({ action: 'accept', _meta: { persist: ['always'] } })).toBe(notOffered);
    });
  });

  it.each(askedMethods)('does not throw on whatever %s is asked and answered with', (method) => {
    const junk = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    fc.assert(
      fc.property(junk, junk, (params, answer) => {
        const fault = faultInAnswer(method, params, answer);
        expect(fault === undefined || typeof fault === 'string').toBe(true);
      }),
    );
  });
});
