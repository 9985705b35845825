import { isWithin } from './check-grant.js';
import { sameJson } from './same-json.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What is wrong with an answer to a server request although it has the right shape, or undefined.
 *
 * Consent is only ever what was asked for: a decision that the server did not offer is not passed on, permissions
 * are not granted beyond those that were requested, and a word that the protocol does not know is no consent.
 *
 * @param answer plain JSON, as it will be written
 */
export const faultInAnswer = (method: string, params: unknown, answer: unknown): string | undefined => {
  const [asked, given] = [Object(params) as Fields, Object(answer) as Fields];
  if (method === 'item/permissions/requestApproval') return faultInGrant(asked, given);
  if (method === 'mcpServer/elicitation/request') return faultInElicitation(asked, given);
  return faultInDecision(method, asked, given);
};

const notOffered = 'it was not among those offered';

const faultInDecision = (method: string, asked: Fields, { decision }: Fields): string | undefined => {
  const offered = listOf(asked['availableDecisions']) ?? offersWithoutList(method, asked);
  if (!offered || saysNo(decision)) return undefined;
  return offered.some((one) => sameJson(one, decision)) ? undefined : notOffered;
};

/** Saying no is always legal, whatever the server listed; the older approvals do it with a reason. */
const saysNo = (decision: unknown): boolean =>
  decision === 'decline' || decision === 'cancel' || soleKeyOf(decision) === 'denied';

/** What an approval can be answered with where the server lists nothing, as it does without `experimentalApi`. */
const offersWithoutList = (method: string, asked: Fields): readonly unknown[] | undefined => {
  switch (method) {
    case 'item/fileChange/requestApproval':
      return ['accept', 'acceptForSession'];
    case 'item/commandExecution/requestApproval':
      return ['accept', 'acceptForSession', ...proposedAmendments(asked)];
    case 'applyPatchApproval':
    case 'execCommandApproval':
      return ['approved', 'approved_for_session', 'denied', 'abort', 'timed_out'];
    default:
      return undefined;
  }
};

/** Amendments of policies are accepted as they were proposed, or not at all. */
const proposedAmendments = (asked: Fields): readonly unknown[] => {
  const execpolicy = listOf(asked['proposedExecpolicyAmendment']);
  const network = listOf(asked['proposedNetworkPolicyAmendments']) ?? [];
  return [
    ...(execpolicy ? [{ acceptWithExecpolicyAmendment: { execpolicy_amendment: execpolicy } }] : []),
    ...network.map((amendment) => ({ applyNetworkPolicyAmendment: { network_policy_amendment: amendment } })),
  ];
};

const faultInGrant = (asked: Fields, { permissions, scope }: Fields): string | undefined => {
  if (scope !== undefined && scope !== 'turn' && scope !== 'session') return 'its scope is unknown';
  return isWithin(permissions, asked['permissions']) ? undefined : 'it grants more than was asked for';
};

const faultInElicitation = (asked: Fields, { action, _meta }: Fields): string | undefined => {
  if (action !== 'accept' && action !== 'decline' && action !== 'cancel') return notOffered;
  // An approval of a tool can be remembered; for how long, the server offers: one word or a list.
  const { persist } = Object(_meta) as Fields;
  if (persist === undefined || persist === null) return undefined;
  const offered = (Object(asked['_meta']) as Fields)['persist'];
  return (listOf(offered) ?? [offered]).includes(persist) ? undefined : notOffered;
};

const listOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

const soleKeyOf = (value: unknown): string | undefined => {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 1 ? keys[0] : undefined;
};
