import { describeInstalling } from './describe-installing.ts';
import { describeEnding } from './describe-ending.ts';
import { describeReleases } from './describe-releases.ts';
import { describeFarewell } from './describe-farewell.ts';
import { describeRotating } from './describe-rotating.ts';
import { describeSettling } from './describe-settling.ts';
import { describeUpdatingMeanwhile } from './describe-updating-meanwhile.ts';
import { describeUpdating } from './describe-updating.ts';
import type { OpenInstallationStore } from './describe-installation-store.ts';

/** Every move in an installation's life, as vitest suites over a store; run them on every adapter. */
export function describeInstallationMoves(name: string, open: OpenInstallationStore): void {
  describeInstalling(name, open);
  describeSettling(name, open);
  describeEnding(name, open);
  describeFarewell(name, open);
  describeUpdating(name, open);
  describeRotating(name, open);
  describeReleases(name, open);
  describeUpdatingMeanwhile(name, open);
}
