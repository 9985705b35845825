import type {
  CommandExecutionRequestApprovalParams,
  FileChangeRequestApprovalParams,
  PermissionsRequestApprovalParams,
} from './generated/definitions.js';

/** Everything that an approval of a command says yes to, in words: the command, and what goes beyond it. */
export const commandAsked = (params: CommandExecutionRequestApprovalParams): string => {
  const { command, networkApprovalContext: network, additionalPermissions: more } = params;
  return [
    command ?? undefined,
    network ? `network access: ${network.protocol}://${network.host}` : undefined,
    more ? `further permissions: ${JSON.stringify(more)}` : undefined,
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
};

/** Everything that an approval of file changes says yes to, in words; the changes themselves are in the item. */
export const fileChangeAsked = ({ itemId, grantRoot }: FileChangeRequestApprovalParams): string =>
  [
    `the file changes of item ${itemId}`,
    ...(grantRoot == null ? [] : [`for the rest of the session, any change below: ${grantRoot}`]),
  ].join('\n');

/** The permissions that are asked for, as they came. */
export const permissionsAsked = ({ permissions }: PermissionsRequestApprovalParams): string =>
  JSON.stringify(permissions);
