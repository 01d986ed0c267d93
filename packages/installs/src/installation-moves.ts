import { Refusal } from '@minimart/problem';

/** Where an installation stands. Live (one per workspace and app): all but `uninstalled`. */
export const installationStatuses = ['pending', 'active', 'failed', 'uninstalled'] as const;

/** One of `installationStatuses`. */
export type InstallationStatus = (typeof installationStatuses)[number];

/**
 * The state machine: each move, the states it starts from and those it ends in. `install` starts from nothing; `activate`
 * and `fail` follow the subscribe request, and `settle_rotation` one that carried a further key: when it fails, the former key goes on, or,
 * where that has ended meanwhile, the installation fails. `erase` follows the unsubscribe request. `update` changes what the owner filled in,
 * `rotate` replaces the installation's key; `end_key` ends it and leaves the rest.
 */
export const installationMoves = {
  install: { from: [], to: ['pending', 'active'] },
  activate: { from: ['pending'], to: ['active'] },
  fail: { from: ['pending'], to: ['failed'] },
  retry: { from: ['pending', 'failed'], to: ['pending'] },
  cancel: { from: ['pending', 'failed'], to: ['uninstalled'] },
  uninstall: { from: ['pending', 'active', 'failed'], to: ['uninstalled'] },
  rotate: { from: ['active'], to: ['active'] },
  settle_rotation: { from: ['active'], to: ['active', 'failed'] },
  end_key: { from: ['active'], to: ['failed'] },
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

const inWords: Partial<Record<InstallationMove, string>> = {
  rotate: 'get a new key',
  end_key: 'have its key ended',
};

/** Throws the refusal `wrong_state`, which tells the present state, unless the move may start from it. */
export function assertMove(status: InstallationStatus, move: InstallationMove): void {
  if (canMove(status, move)) return;
  throw new Refusal({
    code: 'wrong_state',
    detail: `An installation that is ${status} cannot ${inWords[move] ?? move}. It can while it is ${installationMoves[move].from.join(' or ')}.`,
    // Not `status`, which a problem has for HTTP (RFC 9457).
    extra: { installationStatus: status },
  });
}
