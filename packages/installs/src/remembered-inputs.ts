import { createId } from '@minimart/tokens';
import { describeInput } from './erase-entered.ts';
import type { ErasureReason } from './erasure-receipt.ts';
import type { AppInWorkspace, RememberedInputs } from './farewell-store.ts';
import type { InstallationRecord } from './installation.ts';
import type { InstallPorts } from './ports.ts';

/** Keeps what an installation that ends was given and is no secret, for another install of the app in the workspace. */
export async function rememberInputs(
  { farewells, versions, clock }: Pick<InstallPorts, 'farewells' | 'versions' | 'clock'>,
  { id: installationId, workspaceId, appId, version, authInputs }: InstallationRecord,
): Promise<void> {
  const manifest = await versions.manifestOf(appId, version);
  const inputs = authInputs
    .filter(({ secret, value }) => !secret && value !== null)
    .map((input) => ({ ...describeInput(manifest, input), value: input.value }));
  if (inputs.length === 0) return;
  await farewells.remember({ installationId, workspaceId, appId, version, inputs, rememberedAt: clock.now() });
}

/** What is remembered of an earlier installation of the app in the workspace: never a secret, never a permission. Undefined when nothing is. */
export function rememberedInputs(
  { farewells }: Pick<InstallPorts, 'farewells'>,
  of: AppInWorkspace,
): Promise<RememberedInputs | undefined> {
  return farewells.remembered(of);
}

/** Erases what is remembered, with a receipt; false when nothing was. */
export async function forgetInputs(
  ports: Pick<InstallPorts, 'farewells' | 'clock'>,
  of: AppInWorkspace,
  reason: ErasureReason = 'forgotten',
): Promise<boolean> {
  const forgotten = await ports.farewells.forget(of);
  if (forgotten !== undefined) await acknowledge(ports, forgotten, reason);
  return forgotten !== undefined;
}

/** Erases what has been remembered for its time, at most `limit` sets, each with a receipt; answers how many. */
export async function forgetExpiredInputs(
  ports: Pick<InstallPorts, 'farewells' | 'clock' | 'dataErasureDelayMs'>,
  limit = 100,
): Promise<number> {
  const expired = await ports.farewells.forgetOlder(ports.dataErasureDelayMs, limit);
  for (const forgotten of expired) await acknowledge(ports, forgotten, 'expired');
  return expired.length;
}

async function acknowledge(
  { farewells, clock }: Pick<InstallPorts, 'farewells' | 'clock'>,
  { installationId, workspaceId, appId, version, inputs }: RememberedInputs,
  reason: ErasureReason,
): Promise<void> {
  const erased = inputs.map(({ value: _value, ...input }) => input);
  const from = { installationId, workspaceId, appId, version };
  await farewells.addReceipt({ ...from, id: createId('ers'), erasedAt: clock.now(), reason, erased, remembered: [] });
}
