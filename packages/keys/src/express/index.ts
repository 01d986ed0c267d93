export { requireKey, type GuardRefusal, type RequireKeyOptions } from './require-key.ts';
export { keyOf } from './key-of.ts';
export { refuseLeakedKeys, type LeakedKeys, type RefuseLeakedKeysOptions } from './refuse-leaked-keys.ts';
export { refuseWithProblem, type KeyRefusal, type Refuse } from './refuse-with-problem.ts';
