/** What can happen to a key. `leaked`: it was seen where it must not be; `refused`: it was used although it is no good. */
export const keyEvents = [
  'minted',
  'rotated',
  'rotation_undone',
  'narrowed',
  'widened',
  'networks_changed',
  'disabled',
  'enabled',
  'suspended',
  'unsuspended',
  'revoked',
  'leaked',
  'refused',
] as const;

/** One of `keyEvents`. */
export type KeyEvent = (typeof keyEvents)[number];

/** Who does something, and from where: `actor` as the caller names people and machines, `address` an IP address. */
export interface KeyActor {
  actor: string;
  address: string | null;
}

/** One line of a key's history, which nobody can change; `detail` never has a secret. */
export interface KeyAuditEntry extends KeyActor {
  /** Digits; a later entry of the same subject has a higher one. */
  id: string;
  at: Date;
  event: KeyEvent;
  keyId: string;
  subject: string;
  tenant: string;
  detail: Readonly<Record<string, unknown>>;
}

/** A line to write; the store gives it its id, and its clock the time. */
export type NewKeyAuditEntry = Omit<KeyAuditEntry, 'id' | 'at'>;
