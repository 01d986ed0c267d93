import { pipeline } from 'node:stream/promises';
import type { AssetFile, StoredAsset } from '@minimart/catalog';
import { Refusal } from '@minimart/problem';
import { Router, type Request, type Response } from 'express';
import type { Services } from '../../compose.ts';

/**
 * Serves pictures and videos by digest, so that they can be cached for ever; a video by parts, where parts are asked for. What is opened by itself may
 * run and load nothing.
 */
export function mountAssets(services: Services): Router {
  const { assetsOf, em } = services;
  const router = Router();
  const find = async (id: string) => {
    const asset = await assetsOf(em()).find(id);
    if (asset === undefined) throw nothing();
    return asset;
  };
  router.get('/assets/:id', async (request, response) => {
    const asset = await find(request.params.id);
    const file = usualFile(asset);
    if (file !== undefined) return sendFile(services, file, { request, response });
    if (asset.bytes === null) throw nothing();
    response.set(headersOf(asset.mediaType)).send(asset.bytes);
  });
  router.get('/assets/:id/:name', async (request, response) => {
    const { files } = await find(request.params.id);
    const file = files.find(({ name }) => name === request.params.name);
    if (file === undefined) throw nothing();
    await sendFile(services, file, { request, response });
  });
  return router;
}

/** What there is for whoever does not choose: the largest of the kind that everything shows. */
function usualFile({ files, mediaType }: StoredAsset): AssetFile | undefined {
  return files.findLast((file) => file.mediaType === mediaType);
}

async function sendFile(
  { blobs, logger }: Services,
  { key, mediaType, byteLength }: AssetFile,
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  response.set({ ...headersOf(mediaType), etag: `"${key}"`, 'accept-ranges': 'bytes' });
  if (request.fresh) return void response.status(304).end();
  const range = readRange(request, { key, byteLength });
  if (range === 'impossible') {
    response.set({ 'content-range': `bytes */${byteLength}`, 'cache-control': 'no-store' });
    return void response.status(416).end();
  }
  const bytes = range === undefined ? byteLength : range.end - range.start + 1;
  if (request.method === 'HEAD') return void response.set('content-length', String(bytes)).end();
  const stream = await blobs.get(key, range);
  if (stream === undefined) {
    logger.error({ key }, 'the bytes of an asset are missing: is the folder of blobs the right one, and whole?');
    throw nothing();
  }
  // Into a response that is closed already nothing is piped, and the file would stay open until the process ends over it.
  if (response.destroyed) return void stream.destroy();
  if (range !== undefined) {
    response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${byteLength}`);
  }
  response.set('content-length', String(bytes));
  await pipeline(stream, response).catch((error: NodeJS.ErrnoException) => {
    // Whoever looks at a video goes away in the middle of it all the time.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** One range of bytes (RFC 9110, 14); undefined for the whole, which is also the answer to several at once. */
function readRange(request: Request, { key, byteLength }: Pick<AssetFile, 'key' | 'byteLength'>) {
  const asked = request.get('if-range');
  if (asked !== undefined && asked !== `"${key}"`) return undefined;
  const ranges = request.range(byteLength);
  if (ranges === undefined || ranges === -2) return undefined;
  if (ranges === -1) return 'impossible' as const;
  return ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
}

function headersOf(mediaType: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy':
      "default-src 'none'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // Under no name of the sender's: whoever keeps it names it.
    'content-disposition': 'inline',
    // Public, and shown elsewhere beside links to an app.
    'cross-origin-resource-policy': 'cross-origin',
  };
}

function nothing(): Refusal {
  return new Refusal({ code: 'not_found', detail: 'There is no such picture or video.' });
}
