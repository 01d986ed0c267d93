import type { Sealer } from '@minimart/sealing';
import { LRUCache } from 'lru-cache';
import type { SealedSigningSecret } from './delivery-store.ts';

/** Opens signing secrets and remembers the 1,000 used last: an endpoint's stay the same over all its deliveries. */
export function createSecretOpener(sealer: Sealer): (secret: SealedSigningSecret) => string {
  const opened = new LRUCache<string, string>({ max: 1000 });
  return ({ id, sealed }) => {
    const known = opened.get(id);
    if (known !== undefined) return known;
    const secret = sealer.open(sealed, id).toString('utf8');
    opened.set(id, secret);
    return secret;
  };
}
