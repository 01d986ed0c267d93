export { requireKey, type RequireKeyOptions } from './require-key.ts';
export { keyOf } from './key-of.ts';
export { refuseWithProblem, type KeyRefusal, type Refuse } from './refuse-with-problem.ts';
