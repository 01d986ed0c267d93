import { join } from 'node:path';
import type { Asset } from '@minimart/catalog';
import { isRefusal, Refusal, zodFieldErrors } from '@minimart/problem';
import { Router, type Request, type Response } from 'express';
import type { Services } from '../../compose.ts';
import { assertSameOrigin } from '../../http/assert-same-origin.ts';
import { createAuthenticate } from '../../http/create-authenticate.ts';
import { findActor } from '../../http/mount-routes.ts';
import { refuseOtherMethods } from '../../http/refuse-other-methods.ts';
import { presentUpload, uploadAccess, uploadPath } from './describe-uploads.ts';
import { discardRest } from './discard-rest.ts';
import { openIncomingFolder } from './incoming-folder.ts';
import { isForm, receiveUpload } from './receive-upload.ts';
import { storeUpload } from './store-upload.ts';
import { createUploadGate } from './upload-gate.ts';
import { uploadLimits, type UploadLimits } from './upload-limits.ts';
import { uploadQuery, type UploadQuery } from './upload-query.ts';

/**
 * Takes pictures and videos, as bytes or as a form, and makes assets of them. Stands before the parsers of bodies: nothing of a file is read before it
 * is known who sends it and that there is room.
 */
export function mountUploads(services: Services, limits: UploadLimits = uploadLimits): Router {
  const router = Router();
  const gate = createUploadGate({ each: limits.atOnceEach, all: limits.atOnce });
  const authenticate = createAuthenticate(services);
  const { baseUrl } = services.config;
  router.post(uploadPath, async (request, response) => {
    let returnTo: string | undefined;
    try {
      const query = parseQuery(request);
      if (isForm(request)) returnTo = query.return;
      const actor = await findActor(uploadAccess, authenticate, { request, response });
      if (actor!.by === 'session') assertSameOrigin(request, baseUrl);
      const asset = await gate.pass(actor!.userId, () =>
        take(services, limits, { request, query, ownerId: actor!.userId }),
      );
      answer(response, { asset, query, returnTo });
    } catch (error) {
      // A connection that is gone needs no answer.
      if (request.destroyed && !request.complete) return;
      if (!(await discardRest(request))) response.set('connection', 'close');
      if (returnTo === undefined || !isRefusal(error)) throw error;
      sendBack(response, returnTo, { use: String(request.query['use']), problem: error.code });
    }
  });
  refuseOtherMethods(router, [{ method: 'post', path: uploadPath }]);
  return router;
}

async function take(
  services: Services,
  limits: UploadLimits,
  { request, query, ownerId }: { request: Request; query: UploadQuery; ownerId: string },
): Promise<Asset> {
  const { assetsOf, em, config } = services;
  await assetsOf(em()).beginUpload(ownerId, limits.day);
  await using folder = await openIncomingFolder(config.dataDir);
  let count = 0;
  try {
    const mostBytes = query.use === 'video' ? limits.videoBytes : limits.pictureBytes;
    const { idleMs, wholeMs } = limits;
    const onBytes = (bytes: number) => (count += bytes);
    const file = await receiveUpload(request, { path: join(folder.path, 'sent'), mostBytes, idleMs, wholeMs, onBytes });
    const { use } = query;
    return await storeUpload(services, { ownerId, use, file, folder: folder.path, mostStored: limits.storedBytes });
  } finally {
    if (count > 0) await assetsOf(em()).addUploaded(ownerId, count);
  }
}

function parseQuery(request: Request): UploadQuery {
  const parsed = uploadQuery.safeParse(request.query);
  if (parsed.success) return parsed.data;
  const errors = zodFieldErrors(parsed.error, 'query');
  throw new Refusal({ code: 'invalid_request', detail: errors.map(({ message }) => message).join(' '), errors });
}

function answer(
  response: Response,
  { asset, query, returnTo }: { asset: Asset; query: UploadQuery; returnTo: string | undefined },
): void {
  if (returnTo !== undefined) return sendBack(response, returnTo, { use: query.use, uploaded: asset.id });
  response.status(201).set('cache-control', 'no-store').json(presentUpload(asset, query.use));
}

function sendBack(response: Response, path: string, told: Record<string, string>): void {
  response
    .set('cache-control', 'no-store')
    .location(`${path}?${new URLSearchParams(told)}`)
    .status(303)
    .end();
}
