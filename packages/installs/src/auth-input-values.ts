import { type AuthInputValue, type AuthInputValues, checkAuthInputs, type Manifest } from '@minimart/app-manifest';
import { Refusal } from '@minimart/problem';
import type { Sealer } from '@minimart/sealing';
import type { StoredAuthInput } from './installation.ts';

/** Checks what the owner filled in and completes it: every declared input has a value or null. Throws `auth_input_invalid`. */
export function checkInputs(manifest: Manifest, entered: Readonly<Record<string, unknown>>): AuthInputValues {
  const checked = checkAuthInputs(manifest.authInputs, entered);
  if (checked.ok) return checked.values;
  const detail = checked.errors[0]?.message ?? 'An auth input is not valid.';
  throw new Refusal({ code: 'auth_input_invalid', detail, errors: checked.errors });
}

/** Checks corrections on top of what is stored: an input left out, and a secret left empty, keeps its value; null erases it. */
export function mergeInputs(
  manifest: Manifest,
  stored: AuthInputValues,
  corrections: Readonly<Record<string, unknown>>,
): AuthInputValues {
  const secrets = secretNames(manifest);
  const kept = Object.entries(stored).filter(([, value]) => value !== null);
  const entered = Object.entries(corrections).filter(
    ([name, value]) => !(secrets.has(name) && value !== null && isEmpty(value)),
  );
  return checkInputs(manifest, Object.fromEntries([...kept, ...entered]));
}

/** The values as they are stored: secrets sealed, bound to the installation and the input's name. */
export function sealInputs(
  { sealer, installationId }: { sealer: Sealer; installationId: string },
  manifest: Manifest,
  values: AuthInputValues,
): StoredAuthInput[] {
  const secrets = secretNames(manifest);
  return Object.entries(values).map(([name, value]) => {
    if (!secrets.has(name) || value === null) return { name, secret: secrets.has(name), value, sealed: null };
    const sealed = sealer.seal(JSON.stringify(value), contextOf(installationId, name));
    return { name, secret: true, value: null, sealed: sealed.toString('base64') };
  });
}

/** The stored values in the clear. Throws when a sealed one was tampered with or its sealing key is gone. */
export function openInputs(
  { sealer, installationId }: { sealer: Sealer; installationId: string },
  stored: readonly StoredAuthInput[],
): AuthInputValues {
  return Object.fromEntries(
    stored.map(({ name, value, sealed }) => {
      if (sealed === null) return [name, value];
      const plain = sealer.open(Buffer.from(sealed, 'base64'), contextOf(installationId, name));
      return [name, JSON.parse(plain.toString('utf8')) as AuthInputValue];
    }),
  );
}

/** The same inputs without any value: what stays of them for the record. */
export function eraseInputs(stored: readonly StoredAuthInput[]): StoredAuthInput[] {
  return stored.map(({ name, secret }) => ({ name, secret, value: null, sealed: null }));
}

/** The names of the inputs that the manifest marks secret. */
export function secretNames(manifest: Manifest): Set<string> {
  return new Set(manifest.authInputs.filter(({ secret }) => secret).map(({ name }) => name));
}

/** The names of the inputs that may hold a key of another service: secrets, and texts of one line. */
export function keyInputNames(manifest: Manifest): string[] {
  return manifest.authInputs.filter(({ secret, type }) => secret || type === 'string').map(({ name }) => name);
}

function contextOf(installationId: string, name: string): string {
  return `${installationId}/${name}`;
}

/** Whether an owner would say that nothing is in it. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
