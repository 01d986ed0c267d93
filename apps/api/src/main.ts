import { migrate, NewerDatabaseError } from '@minimart/database';
import { startTracing } from '@minimart/tracing';
import { knownMigrations } from './commands/with-client.ts';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { createLogger } from './create-logger.ts';
import { runApi } from './roles/run-api.ts';
import { runDispatcher } from './roles/run-dispatcher.ts';
import { serveOps } from './roles/serve-ops.ts';
import { version } from './version.ts';

const config = readConfig(process.env);
const logger = createLogger(config);
const services = await compose(config, logger);

if (config.role === 'migrate') {
  try {
    const applied = await migrate(services.orm, { known: knownMigrations });
    logger.info({ applied }, `${applied.length} migrations ran`);
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error;
    // Whoever started this reads the end of its log: the words alone, without a trace.
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await services.close();
  }
} else if (config.role === 'seed') {
  // Loaded here alone: the roles that serve need nothing of the demo.
  const { runSeed } = await import('./roles/run-seed.ts');
  await runSeed(services);
  await services.close();
} else {
  await serve(config.role);
}

async function serve(role: 'api' | 'dispatcher'): Promise<void> {
  const tracing = await startTracing({
    serviceName: `minimart-${role}`,
    serviceVersion: version,
    env: process.env,
    onTrouble: () => logger.warn('traces could not be sent'),
  });
  const running = role === 'api' ? await runApi(services) : { ...runDispatcher(services), port: null };
  const ops = await serveOps(services);
  logger.info({ port: running.port, opsPort: ops.port }, `the ${role} runs`);
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await running.stop();
    await ops.stop();
    await services.close();
    await tracing?.stop();
    if (process.connected) process.disconnect?.();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  // A launcher that started this process and is gone, however it went, must not leave it behind.
  process.once('disconnect', stop);
  process.send?.({ type: 'ready', port: running.port ?? ops.port });
}
