export { installsTables } from './installs-tables.ts';
export { hasEnded } from './has-ended.ts';
export { readProgress } from './read-progress.ts';
export { announceRelease } from './rollouts.ts';
export { UpdateRunner, type UpdateRunnerOptions } from './update-runner.ts';
export { createInstallationStore } from './create-installation-store.ts';
export { countSteps, type StepCount, type StepsQuery } from './count-steps.ts';
export { createFarewellStore } from './create-farewell-store.ts';
export { listHandingOver, listLiveAfter, listLiveIds, type LiveInstallation } from './live-installations.ts';
