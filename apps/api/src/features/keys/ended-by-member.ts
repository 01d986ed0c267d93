/** Why a key ended that somebody of the workspace ended on purpose. */
export const endedByMember = 'ended by a member';
