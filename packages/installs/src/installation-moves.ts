import { Refusal } from '@minimart/problem';

/** Where an installation stands. Live (one per workspace and app): all but `uninstalled`. */
export const installationStatuses = ['pending', 'active', 'failed', 'uninstalled'] as const;

/** One of `installationStatuses`. */
export type InstallationStatus = (typeof installationStatuses)[number];

/**
 * The state machine: each move, the states it starts from and those it ends in. `install` starts from nothing; `activate`
 * and `fail` follow the subscribe request; `erase` follows the unsubscribe request. `erase` and `update`, which replaces keys of
 * other services that the owner filled in, change no state.
 */
export const installationMoves = {
  install: { from: [], to: ['pending', 'active'] },
  activate: { from: ['pending'], to: ['active'] },
  fail: { from: ['pending'], to: ['failed'] },
  retry: { from: ['pending', 'failed'], to: ['pending'] },
  cancel: { from: ['pending', 'failed'], to: ['uninstalled'] },
  uninstall: { from: ['pending', 'active', 'failed'], to: ['uninstalled'] },
  update: { from: ['active'], to: ['active'] },
  erase: { from: ['uninstalled'], to: ['uninstalled'] },
} as const satisfies Record<string, { from: readonly InstallationStatus[]; to: readonly InstallationStatus[] }>;

/** The name of a move. */
export type InstallationMove = keyof typeof installationMoves;

/** Whether the move may start from this state. */
export function canMove(status: InstallationStatus, move: InstallationMove): boolean {
  const from: readonly InstallationStatus[] = installationMoves[move].from;
  return from.includes(status);
}

/** Throws the refusal `wrong_state`, which tells the present state, unless the move may start from it. */
export function assertMove(status: InstallationStatus, move: InstallationMove): void {
  if (canMove(status, move)) return;
  throw new Refusal({
    code: 'wrong_state',
    detail: `An installation that is ${status} cannot ${move}. It can while it is ${installationMoves[move].from.join(' or ')}.`,
    // Not `status`, which a problem has for HTTP (RFC 9457).
    extra: { installationStatus: status },
  });
}
