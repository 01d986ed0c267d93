export { parseRange, type ParsedRange } from './parse-range.ts';
export { startOf, toDay, addDays, type Day, type DayRange } from './day.ts';
export { grains, type Grain } from './periods.ts';
export { steps, viewSteps, type MoveStep, type Step, type StepCounts, type ViewStep } from './steps.ts';
export {
  readNumbers,
  type AppNumbers,
  type DayCount,
  type Note,
  type NumberPorts,
  type Words,
} from './read-numbers.ts';
export type { Rate } from './rate-of.ts';
export { toNumbersCsv } from './to-numbers-csv.ts';
export { mostOfNote, uninstallReasons, type UninstallReason, type UninstallWord } from './uninstall-reason.ts';
export { isPerson } from './is-person.ts';
export { ViewRecorder, type ViewRecorderOptions } from './view-recorder.ts';
export type { Visitor } from './hash-visitor.ts';
export type { HashedView, ViewStore } from './view-store.ts';
