import { sendManifest } from '#lib/server/send-manifest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  sendManifest(event, {
    type: 'application/json',
    extension: 'json',
    write: (manifest) => `${JSON.stringify(manifest, null, 2)}\n`,
  });
