import { stringify } from 'yaml';
import { sendManifest } from '#lib/server/send-manifest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  sendManifest(event, { type: 'application/yaml', extension: 'yaml', write: (manifest) => stringify(manifest) });
