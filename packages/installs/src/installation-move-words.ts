import type { InstallationMove, InstallationStatus } from './installation-moves.ts';

/** A move in plain words: who may make it, and what it means for the app's server, the key and what the owner entered. */
export interface MoveWords {
  does: string;
  by: 'an owner or admin' | 'the platform';
  sent: string;
  key: string;
  inputs: string;
}

const byPerson = 'an owner or admin';
const byPlatform = 'the platform';
const nothing = 'nothing';
const stays = 'stays';
const kept = 'kept';

/** Every state in plain words. */
export const installationStatusWords = {
  pending: "The app's server has still to answer the subscribe request. The key works already.",
  active: 'The app is in use.',
  failed: 'The app is not in use: its server refused, could not be reached, or its key was ended. No key works.',
  uninstalled: 'The app is gone from the workspace. No key works; a reinstall is a new installation.',
} as const satisfies Record<InstallationStatus, string>;

/** Every move in plain words; `docs/installations.md` shows them as a table. */
export const installationMoveWords = {
  install: {
    does: 'Agrees to the version in the store and installs it.',
    by: byPerson,
    sent: 'subscribe request with the key',
    key: 'made with the scopes agreed to; shown once to the owner where no request carries it',
    inputs: 'stored, secrets sealed',
  },
  activate: {
    does: "The app's server answered the subscribe request with 2xx.",
    by: byPlatform,
    sent: nothing,
    key: stays,
    inputs: kept,
  },
  fail: {
    does: 'The subscribe request was refused, its endpoint is gone, or it was given up.',
    by: byPlatform,
    sent: nothing,
    key: 'ends',
    inputs: kept,
  },
  retry: {
    does: 'Tries again, with corrected inputs where given.',
    by: byPerson,
    sent: 'subscribe request with the new key; a pending one is cancelled',
    key: 'the former ends, a new one is made',
    inputs: 'corrected',
  },
  cancel: {
    does: 'Takes back an installation that never became active.',
    by: byPerson,
    sent: 'unsubscribe request, where the server may know of it; a pending subscribe request is cancelled',
    key: 'ends',
    inputs: 'erased once that request is settled, at once without one',
  },
  uninstall: {
    does: 'Removes the app from the workspace.',
    by: byPerson,
    sent: 'unsubscribe request, where the server may know of it; a pending subscribe request is cancelled',
    key: 'ends',
    inputs: 'erased once that request is settled, at once without one',
  },
  rotate: {
    does: 'Replaces the key.',
    by: byPerson,
    sent: 'subscribe request with the new key',
    key: 'a new one is made; the former works on for the overlap',
    inputs: kept,
  },
  settle_rotation: {
    does: 'The subscribe request with a further key failed.',
    by: byPlatform,
    sent: nothing,
    key: 'the new one ends and the former goes on; where that has ended, all do',
    inputs: kept,
  },
  end_key: {
    does: 'Ends the key and leaves the rest.',
    by: byPerson,
    sent: 'nothing; a pending subscribe request is cancelled',
    key: 'ends',
    inputs: kept,
  },
  update: {
    does: 'Changes what the owner had entered.',
    by: byPerson,
    sent: 'subscribe request with a further key, where it carries what has changed',
    key: 'stays; where a request carries it, replaced as at a rotation',
    inputs: 'changed; the former ones come back when that request fails',
  },
  switch_scopes: {
    does: 'Switches optional permissions on or off.',
    by: byPerson,
    sent: 'nothing; subscribe request with the key where there was no key before',
    key: 'stays, and holds what is agreed to from then on; made where there was none',
    inputs: kept,
  },
  take_over: {
    does: 'Takes over a version that asks for no more than was agreed to, or goes back from one that was rolled back.',
    by: byPlatform,
    sent: nothing,
    key: 'stays; permissions that the version does not ask for leave it',
    inputs: 'kept, but for those that the version does not ask for, which are erased',
  },
  offer_update: {
    does: 'Asks the owner about a version that needs more.',
    by: byPlatform,
    sent: nothing,
    key: stays,
    inputs: kept,
  },
  accept_update: {
    does: 'Agrees to the version that is offered, declined before or not.',
    by: byPerson,
    sent: 'nothing; subscribe request with a further key where something was entered for the app',
    key: 'stays, and holds what is agreed to from then on; where a request is sent, replaced as at a rotation',
    inputs: 'completed; those that the version does not ask for are erased',
  },
  decline_update: {
    does: 'Leaves the version that is offered; the present one runs on.',
    by: byPerson,
    sent: nothing,
    key: stays,
    inputs: kept,
  },
  erase: {
    does: 'The unsubscribe request arrived, was refused, or was given up.',
    by: byPlatform,
    sent: nothing,
    key: 'has ended',
    inputs: 'erased',
  },
} as const satisfies Record<InstallationMove, MoveWords>;
