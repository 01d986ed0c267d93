import type { AuthInputValue, Manifest } from '@minimart/app-manifest';
import type { Sealer } from '@minimart/sealing';
import { openInputs } from './auth-input-values.ts';
import type { InstallationRecord, StoredAuthInput } from './installation.ts';

type Values = Readonly<Record<string, AuthInputValue>>;
type Keeper = Pick<InstallationRecord, 'id' | 'responseValues'>;

/**
 * What is kept of an answer to a subscribe request, all of it sealed: values that were taken replace those of the same name, the others stay, since a
 * server may answer a later request with less.
 */
export function keepTaken(sealer: Sealer, record: Keeper, taken: Values): StoredAuthInput[] {
  const kept = record.responseValues.filter(({ name }) => !Object.hasOwn(taken, name));
  const fresh = Object.entries(taken).map(([name, value]) => {
    const sealed = sealer.seal(JSON.stringify(value), contextOf(record.id, name));
    return { name, secret: true, value: null, sealed: sealed.toString('base64') };
  });
  return [...kept, ...fresh];
}

/** The kept values in the clear, by the names of their fields. Throws when one was tampered with or its sealing key is gone. */
export function openTaken(sealer: Sealer, { id, responseValues }: Keeper): Values {
  const named = responseValues
    .filter(({ sealed }) => sealed !== null)
    .map((value) => ({ ...value, name: `response.${value.name}` }));
  const opened = openInputs({ sealer, installationId: id }, named);
  return Object.fromEntries(Object.entries(opened).map(([name, value]) => [name.slice('response.'.length), value]));
}

/** A stand-in for each value that a manifest takes, to find out whether its requests can be written at all. */
export function standIns({ requests }: Manifest): Values {
  return Object.fromEntries((requests.subscribe?.response ?? []).map(({ name }) => [name, 'x']));
}

function contextOf(installationId: string, name: string): string {
  return `${installationId}/response.${name}`;
}
