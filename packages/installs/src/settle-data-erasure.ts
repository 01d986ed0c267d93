import type { InstallPorts } from './ports.ts';
import type { SettledLifecycleRequest } from './settled-lifecycle-request.ts';

/** Records what became of an attempt at a data-erasure request; a delivery that is not its own changes nothing. */
export async function settleDataErasure(
  { farewells, clock }: Pick<InstallPorts, 'farewells' | 'clock'>,
  { id, subject, status, statusCode, message, error, nextAttemptAt, attempt }: SettledLifecycleRequest,
): Promise<void> {
  const erasure = await farewells.erasureOf(subject);
  if (erasure?.deliveryId !== id) return;
  await farewells.saveErasure({
    ...erasure,
    status,
    attempts: attempt,
    nextAttemptAt,
    lastStatusCode: statusCode,
    lastError: error ?? message,
    settledAt: status === 'pending' ? null : clock.now(),
  });
}
