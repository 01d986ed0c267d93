export { findFreePort } from './find-free-port.ts';
export { findRunning } from './find-running.ts';
export { startPostgres, type PostgresServer, type StartPostgresOptions } from './start-postgres.ts';
export { openFaultyWay, type FaultyWay, type WayFault } from './open-faulty-way.ts';
