export { findRunning } from './find-running.ts';
export { startPostgres, type PostgresServer, type StartPostgresOptions } from './start-postgres.ts';
