import type { Observable } from 'rxjs';
import type {
  CommandExecutionApprovalDecision,
  CommandExecutionRequestApprovalParams,
  FileChangeApprovalDecision,
  FileChangeRequestApprovalParams,
  GrantedPermissionProfile,
  NetworkPolicyAmendment,
  PermissionGrantScope,
  PermissionsRequestApprovalParams,
} from '../protocol/generated/definitions.js';
import type { DisplayText } from '../protocol/display-text.js';
import type { RequestId } from '../wire/message.js';
import type { Settlement } from './open-requests.js';

/**
 * What every approval can do and say.
 *
 * Each method acts at once and returns whether it was the answer: false when the approval was settled before, and
 * when the server did not offer what was chosen; that is never sent, and the approval is declined instead.
 */
interface ApprovalBase {
  readonly id: RequestId;
  readonly threadId: string | undefined;
  readonly turnId: string | undefined;
  /** The item that waits; permissions belong to none that is on the stream. */
  readonly itemId: string | undefined;
  /**
   * Whether yes means more than this one command or change: permissions, access to the network, a folder that may be
   * written from then on. A rule (`decideBy`) never says yes to that; whoever calls `accept()` does.
   */
  readonly grants: boolean;
  /** What is asked, safe to show: what cannot be seen is written out, and it is of limited length. Raw in `params`. */
  readonly display: DisplayText;
  /** Why, in the model's words, safe to show; null if it gave no reason. */
  readonly reason: DisplayText | null;
  /** Says yes to this once, and to nothing else. */
  accept(): boolean;
  /** Says no; the turn goes on. Always possible. */
  decline(): boolean;
  /** Says no and interrupts the turn; permissions are merely not granted. Always possible. */
  cancel(): boolean;
  /** How the approval was settled, by whomever: one value, replayed; never errors. */
  readonly settled$: Observable<Settlement>;
}

/** A command that waits for approval (`item/commandExecution/requestApproval`). */
export interface CommandApproval extends ApprovalBase {
  readonly kind: 'command';
  readonly method: 'item/commandExecution/requestApproval';
  readonly params: CommandExecutionRequestApprovalParams;
  /** What the server offered, as it came; undefined from servers that do not say. */
  readonly decisions: readonly CommandExecutionApprovalDecision[] | undefined;
  /** Says yes, also to the same command for as long as the session lasts. */
  acceptForSession(): boolean;
  /** Says yes, and from now on without asking to commands that begin as the server proposed. */
  acceptWithExecpolicyAmendment(): boolean;
  /** Applies an amendment of the network policy that the server proposed; default: the first. It may allow or deny. */
  applyNetworkPolicyAmendment(amendment?: NetworkPolicyAmendment): boolean;
  /** Answers with a decision that the server offered, whatever it is. */
  decide(decision: CommandExecutionApprovalDecision): boolean;
}

/** File changes that wait for approval (`item/fileChange/requestApproval`); the changes are in the item. */
export interface FileChangeApproval extends ApprovalBase {
  readonly kind: 'fileChange';
  readonly method: 'item/fileChange/requestApproval';
  readonly params: FileChangeRequestApprovalParams;
  /** What can be answered: the server lists nothing. */
  readonly decisions: readonly FileChangeApprovalDecision[];
  /** Says yes, also to changes of the same files for as long as the session lasts. */
  acceptForSession(): boolean;
}

/** Permissions that are asked for (`item/permissions/requestApproval`). */
export interface PermissionsApproval extends ApprovalBase {
  readonly kind: 'permissions';
  readonly method: 'item/permissions/requestApproval';
  readonly params: PermissionsRequestApprovalParams;
  /** Grants what was asked for, for this turn. */
  accept(): boolean;
  /**
   * Grants some of what was asked for, or all.
   *
   * @param permissions nothing in it may reach beyond `params.permissions`
   * @param options `scope`: how long, `turn` (default) or `session`
   */
  grant(permissions: GrantedPermissionProfile, options?: { readonly scope?: PermissionGrantScope }): boolean;
}

/** Something that the agent may only do when somebody agrees. Told apart by `kind`. */
export type Approval = CommandApproval | FileChangeApproval | PermissionsApproval;
