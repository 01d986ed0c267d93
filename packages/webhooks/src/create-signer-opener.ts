import type { Sealer } from '@minimart/sealing';
import { LRUCache } from 'lru-cache';
import type { SealedSigningSecret } from './delivery-store.ts';
import { openSigner, type Signer } from './open-signer.ts';

/** Opens signing secrets and remembers the 1,000 used last: an endpoint's stay the same over all its deliveries. */
export function createSignerOpener(sealer: Sealer): (secret: SealedSigningSecret) => Signer {
  const opened = new LRUCache<string, Signer>({ max: 1000 });
  return ({ id, sealed }) => {
    const known = opened.get(id);
    if (known !== undefined) return known;
    const signer = openSigner(sealer.open(sealed, id).toString('utf8'));
    opened.set(id, signer);
    return signer;
  };
}
