import type { Response } from 'express';
import type { CheckedKey } from '../key-record.ts';

/** The verified key of a request that `requireKey` let through; throws where no guard stood before. */
export function keyOf({ locals }: Pick<Response, 'locals'>): CheckedKey {
  const key: CheckedKey | undefined = locals['key'];
  if (key === undefined) throw new Error('No requireKey guard stands before this handler.');
  return key;
}
