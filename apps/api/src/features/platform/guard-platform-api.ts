import { KeyCheckFailed } from '@minimart/keys';
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
}: Pick<Services, 'keyCheck' | 'refusals' | 'config'>): Pick<
  RequireKeyOptions,
  'verifier' | 'limit' | 'throttle' | 'onRefused'
> {
  const { verifier, limiter, badKeys } = keyCheck;
  return {
    verifier,
    ...(config.keyRateLimit && { limit: { limiter, rate: config.keyRateLimit } }),
    ...(config.badKeyLimit && { throttle: { limiter: badKeys, rate: config.badKeyLimit } }),
    onRefused({ reason, key, address = null }) {
      // A good key that called too often, or without the scope, is no sign of anything amiss with the key.
      if (key && reason !== 'rate' && reason !== 'scope') refusals.record({ key, reason, address });
    },
  };
}

// More keys in one request are no mistake of an app's author.
const mostKeys = 5;

/** Refuses a platform call with a key in its address or body, and has it written into the history of the key, where it is one of ours. */
export function refuseLeaks({
  keyCheck,
  refusals,
  logger,
}: Pick<Services, 'keyCheck' | 'refusals' | 'logger'>): RequestHandler {
  return refuseLeakedKeys({
    bodyOf: textOf,
    async onLeak({ keys, place, address = null }) {
      for (const plain of keys.slice(0, mostKeys)) {
        try {
          const result = await keyCheck.verifier.verify(plain);
          if ('key' in result && result.key)
            refusals.record({ event: 'leaked', key: result.key, reason: place, address });
        } catch (error) {
          if (!(error instanceof KeyCheckFailed)) throw error;
          logger.warn({ place }, 'a request had a key in the wrong place, and it could not be looked up whose it is');
        }
      }
    },
    refuse: (_request, _response, { code, detail, extra }) => {
      throw new Refusal({ code, detail, extra });
    },
  });
}
