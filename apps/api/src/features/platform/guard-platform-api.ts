import { KeyCheckFailed, neighbourhoodOf, type CheckedKey } from '@minimart/keys';
import { refuseLeakedKeys, type RequireKeyOptions } from '@minimart/keys/express';
import { Refusal } from '@minimart/problem';
import type { RequestHandler } from 'express';
import type { Services } from '../../compose.ts';
import { textOf } from '../../http/keep-text.ts';

/** The check of keys in front of the platform API, with its limits; refused uses of known keys go into their history. */
export function platformCheck({
  keyCheck,
  refusals,
  config,
  metrics,
}: Pick<Services, 'keyCheck' | 'refusals' | 'config' | 'metrics'>): Pick<
  RequireKeyOptions,
  'verifier' | 'limit' | 'throttle' | 'onRefused'
> {
  const { verifier, limiter, badKeys } = keyCheck;
  return {
    verifier,
    ...(config.keyRateLimit && { limit: { limiter, rate: config.keyRateLimit } }),
    ...(config.badKeyLimit && { throttle: { limiter: badKeys, rate: config.badKeyLimit } }),
    onRefused({ reason, key, address = null }) {
      metrics.refused(reason);
      // A good key that called too often, or without the scope, is no sign of anything amiss with the key.
      if (key && reason !== 'rate' && reason !== 'scope') refusals.record({ key, reason, address });
    },
  };
}

// More keys in one request are no mistake of an app's author.
const mostKeys = 5;

/** Refuses a platform call with a key in its address or body, and has it written into the history of the key, where it is one of ours. */
export function refuseLeaks(services: Pick<Services, 'keyCheck' | 'refusals' | 'config' | 'logger'>): RequestHandler {
  return refuseLeakedKeys({
    bodyOf: textOf,
    async onLeak({ keys, place, address = null }) {
      for (const plain of keys.slice(0, mostKeys)) {
        const key = await findLeaked(services, plain, address);
        if (key) services.refusals.record({ event: 'leaked', key, reason: place, address });
      }
    },
    refuse: (_request, _response, { code, detail, extra }) => {
      throw new Refusal({ code, detail, extra });
    },
  });
}

/** Whose key it is, if that can be told. Texts that are no key of ours count as bad keys: whoever sends too many has none looked up any more. */
async function findLeaked(
  { keyCheck, config, logger }: Pick<Services, 'keyCheck' | 'config' | 'logger'>,
  plain: string,
  address: string | null,
): Promise<CheckedKey | undefined> {
  const { verifier, badKeys } = keyCheck;
  const whose = neighbourhoodOf(address ?? undefined);
  const rate = config.badKeyLimit;
  try {
    const known = verifier.known(plain);
    if (known && 'key' in known) return known.key;
    const result = await (rate ? badKeys.check({ verifier, text: plain, whose, rate }) : verifier.verify(plain));
    if ('key' in result) return result.key;
  } catch (error) {
    if (!(error instanceof KeyCheckFailed)) throw error;
    logger.warn('a request had a key in the wrong place, and it could not be looked up whose it is');
  }
  return undefined;
}
