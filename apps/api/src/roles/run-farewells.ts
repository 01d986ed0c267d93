import { forgetExpiredInputs, sendDueErasures, type InstallPorts } from '@minimart/installs';
import { repeat, type Repeated } from '@minimart/repeat';
import type { Services } from '../compose.ts';
import { watchErasures } from '../features/audit/watch-erasures.ts';

const everyMs = 1_000;
const batchSize = 100;

/**
 * Sends the data-erasure requests whose time has come, and forgets remembered inputs that have had theirs, until stopped. The database says when:
 * any number of these may run, and one that was away for a while goes on where it finds itself.
 */
export function runFarewells({
  inTransaction,
  installPortsOf,
  audit,
  logger,
}: Pick<Services, 'inTransaction' | 'installPortsOf' | 'audit' | 'logger'>): Repeated {
  const once = (work: (ports: InstallPorts) => Promise<number>) =>
    inTransaction(async (em) => {
      const { ports, acts } = watchErasures(installPortsOf(em));
      const done = await work(ports);
      await audit(em, ...acts({ kind: 'platform' }));
      return done;
    });
  const drain = async (work: (ports: InstallPorts) => Promise<number>, signal: AbortSignal) => {
    let done = batchSize;
    while (done === batchSize && !signal.aborted) done = await once(work);
  };
  const work = async (signal: AbortSignal) => {
    await drain((ports) => sendDueErasures(ports, batchSize), signal);
    await drain((ports) => forgetExpiredInputs(ports, batchSize), signal);
  };
  return repeat(work, {
    everyMs,
    onError: (error) => logger.warn({ err: error }, 'data-erasure requests could not be sent on; they are tried again'),
  });
}
