import type { AuthInput, Manifest } from '@minimart/app-manifest';
import { createId } from '@minimart/tokens';
import { eraseInputs } from './auth-input-values.ts';
import type { ErasureReason, ReceiptInput } from './erasure-receipt.ts';
import type { InstallationRecord, StoredAuthInput } from './installation.ts';
import type { InstallPorts } from './ports.ts';

/**
 * Erases what the owner had entered and what the app's server had answered, sealed values included, and writes the receipt that says so, in the caller's transaction. Answers the record to
 * save. What is remembered for the next install at the owner's wish is named apart.
 */
export async function eraseEntered(
  { farewells, versions, clock }: Pick<InstallPorts, 'farewells' | 'versions' | 'clock'>,
  record: InstallationRecord,
  reason: ErasureReason,
): Promise<InstallationRecord> {
  if (record.erasedAt !== null) return record;
  const { id: installationId, workspaceId, appId, version } = record;
  const manifest = await versions.manifestOf(appId, version);
  const erasedAt = clock.now();
  const kept = await farewells.remembered({ workspaceId, appId });
  const names = new Set(kept?.installationId === installationId ? kept.inputs.map(({ name }) => name) : []);
  const held = record.authInputs.filter(hasValue).map((input) => describeInput(manifest, input));
  const given = record.responseValues.filter(hasValue).map(describeGiven);
  await farewells.addReceipt({
    id: createId('ers'),
    installationId,
    workspaceId,
    appId,
    version,
    erasedAt,
    reason,
    erased: [...held.filter(({ name }) => !names.has(name)), ...given],
    remembered: held.filter(({ name }) => names.has(name)),
  });
  return {
    ...record,
    authInputs: eraseInputs(record.authInputs),
    formerAuthInputs: null,
    responseValues: [],
    erasedAt,
  };
}

const hasValue = ({ value, sealed }: StoredAuthInput) => value !== null || sealed !== null;

/** A value that the app's server gave out. Its name has a dot, which no auth input's has. */
function describeGiven({ name, secret }: StoredAuthInput): ReceiptInput {
  return { name: `response.${name}`, title: `${name}, given by the app’s server`, type: 'string', secret };
}

/** What a stored input is called, in the words of the version that asked for it. */
export function describeInput({ authInputs }: Manifest, { name, secret }: StoredAuthInput): ReceiptInput {
  const declared: AuthInput | undefined = authInputs.find((input) => input.name === name);
  return { name, title: declared?.title ?? name, type: declared?.type ?? 'string', secret };
}
