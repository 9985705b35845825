import { ReplaySubject } from 'rxjs';
import { commandAsked, fileChangeAsked, permissionsAsked } from '../protocol/asked-for.js';
import { displayText } from '../protocol/display-text.js';
import type {
  CommandExecutionApprovalDecision,
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
  PermissionsRequestApprovalParams,
} from '../protocol/generated/definitions.js';
import { ownField } from '../protocol/own-field.js';
import type { Approval, CommandApproval, FileChangeApproval, PermissionsApproval } from './approval.js';
import { isUnderstood } from './is-understood.js';
import type { Settlement } from './open-requests.js';
import type { Decidable } from './server-requests.js';

/**
 * Makes the approval of an open request; undefined for one that nobody can be asked about: of another method, with
 * params that failed their codec, or a kind of command approval that this version does not know.
 */
export const createApproval = (open: Decidable): Approval | undefined => {
  const { method, params, invalid } = open.request;
  if (!isUnderstood(method, params, invalid)) return undefined;
  switch (method) {
    case 'item/commandExecution/requestApproval':
      return commandApproval(open, params as CommandExecutionRequestApprovalParams);
    case 'item/fileChange/requestApproval':
      return fileChangeApproval(open, params as FileChangeRequestApprovalParams);
    case 'item/permissions/requestApproval':
      return permissionsApproval(open, params as PermissionsRequestApprovalParams);
    default:
      return undefined;
  }
};

const commandApproval = (open: Decidable, params: CommandExecutionRequestApprovalParams): CommandApproval => {
  const decide = (decision: CommandExecutionApprovalDecision): boolean => open.answer({ decision });
  const networks = params.proposedNetworkPolicyAmendments;
  const offered = params.availableDecisions?.find(
    (decision) => ownField(decision, 'acceptWithExecpolicyAmendment') !== undefined,
  );
  return {
    ...base(open, commandAsked(params), params.reason),
    kind: 'command',
    grants: params.additionalPermissions != null || params.networkApprovalContext != null,
    method: 'item/commandExecution/requestApproval',
    params,
    decisions: params.availableDecisions ?? undefined,
    decide,
    accept: () => decide('accept'),
    acceptForSession: () => decide('acceptForSession'),
    // Where nothing was proposed nothing is sent: it was not offered, and the approval is declined.
    acceptWithExecpolicyAmendment: () =>
      decide(
        offered ?? {
          acceptWithExecpolicyAmendment: { execpolicy_amendment: params.proposedExecpolicyAmendment ?? [] },
        },
      ),
    applyNetworkPolicyAmendment: (amendment = networks?.[0]) =>
      open.answer({
        decision: { applyNetworkPolicyAmendment: { network_policy_amendment: amendment ?? null } },
      }),
    decline: () => decide('decline'),
    cancel: () => decide('cancel'),
  };
};

const fileChangeApproval = (open: Decidable, params: FileChangeRequestApprovalParams): FileChangeApproval => {
  const decide = (decision: unknown): boolean => open.answer({ decision });
  return {
    ...base(open, fileChangeAsked(params), params.reason),
    kind: 'fileChange',
    grants: params.grantRoot != null,
    method: 'item/fileChange/requestApproval',
    params,
    decisions: ['accept', 'acceptForSession', 'decline', 'cancel'],
    accept: () => decide('accept'),
    acceptForSession: () => decide('acceptForSession'),
    decline: () => decide('decline'),
    cancel: () => decide('cancel'),
  };
};

const permissionsApproval = (
  open: Decidable,
  params: PermissionsRequestApprovalParams,
): PermissionsApproval => {
  const grant: PermissionsApproval['grant'] = (permissions, { scope = 'turn' } = {}) =>
    open.answer({ permissions, scope });
  return {
    ...base(open, permissionsAsked(params), params.reason),
    kind: 'permissions',
    grants: true,
    method: 'item/permissions/requestApproval',
    params,
    grant,
    accept: () => grant(params.permissions),
    decline: () => grant({}),
    cancel: () => grant({}),
  };
};

const base = ({ request, onSettled }: Decidable, asked: string, reason: string | null | undefined) => {
  const settled$ = new ReplaySubject<Settlement>(1);
  onSettled((settlement) => {
    settled$.next(settlement);
    settled$.complete();
  });
  const { id, threadId, turnId, itemId } = request;
  return {
    id,
    threadId,
    turnId,
    itemId,
    display: displayText(asked),
    reason: typeof reason === 'string' ? displayText(reason) : null,
    settled$: settled$.asObservable(),
  };
};
