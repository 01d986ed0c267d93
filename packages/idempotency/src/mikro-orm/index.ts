export { forgetExpired } from './forget-expired.ts';
export { once, type Once, type OnceResult } from './once.ts';
export { idempotencyTables } from './idempotency-tables.ts';
