import type { MailAddress } from './mail.ts';

const address = /^[^\s<>@,;:"()[\]\\]{1,64}@[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;

/** Reads `no-reply@example.com` or `Minimart <no-reply@example.com>`; undefined for anything else. */
export function parseMailFrom(text: string): MailAddress | undefined {
  const [, name = '', inside] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(text.trim()) ?? [];
  const found = inside ?? text.trim();
  return address.test(found) ? { name: name.trim().replaceAll(/^"|"$/g, ''), address: found } : undefined;
}
