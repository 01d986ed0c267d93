import type { ResponseField } from '@minimart/external-request';
import type { Sealer } from '@minimart/sealing';
import type { OutgoingRequest } from './outgoing-request.ts';

/** What is kept sealed in a delivery until it is settled: the request as it will be sent, and the secret values in it. */
export interface SealedRequest {
  request: OutgoingRequest;
  secrets: string[];
  take?: readonly ResponseField[];
}

/** Seals a request for one delivery; in the row of another it does not open. */
export function sealRequest(sealer: Sealer, deliveryId: string, content: SealedRequest): Buffer {
  return sealer.seal(JSON.stringify(content), deliveryId);
}

/** Opens what `sealRequest` sealed; throws when it was changed, moved, or sealed with a key that is gone. */
export function openRequest(sealer: Sealer, deliveryId: string, sealed: Buffer): SealedRequest {
  return JSON.parse(sealer.open(sealed, deliveryId).toString('utf8')) as SealedRequest;
}
