import type { Asset } from '@minimart/catalog';
import { problemSchema } from '@minimart/problem';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { describeDemand, securityOf } from '../../openapi/described-demands.ts';
import { problemHeaders } from '../../openapi/described-headers.ts';
import { assetUrl } from '../assets/asset-url.ts';
import { pictureSchema, presentPicture } from '../assets/present-picture.ts';
import { uploadQuery, type UploadQuery } from './upload-query.ts';

/** Where files are taken. */
export const uploadPath = '/v1/developer/assets';

/** Who may send one. */
export const uploadAccess = { access: 'signed-in', tokenScope: 'apps:write' } as const;

const uploadSchema = z
  .object({
    id: z.string(),
    reference: z.string().describe('What the manifest says of it: `asset:` and the id.'),
    use: z.string(),
    mediaType: z.string(),
    url: z.string(),
    picture: pictureSchema.nullable().describe('The sizes it comes in; null for a video.'),
  })
  .meta({ id: 'Upload' });

/** What came of an upload. */
export function presentUpload(asset: Asset, use: UploadQuery['use']): z.output<typeof uploadSchema> {
  const { id, mediaType } = asset;
  const reference = `asset:${id}`;
  const picture = use === 'video' ? null : presentPicture(reference, new Map([[id, asset]]));
  return { id, reference, use, mediaType, url: assetUrl(reference)!, picture };
}

const bytes = { type: 'string', format: 'binary' } as const;

/** The call as OpenAPI describes it; by hand, since its body is no JSON. */
export const uploadPaths: ZodOpenApiPathsObject = {
  [uploadPath]: {
    post: {
      operationId: 'uploadAsset',
      tags: ['Developer'],
      summary: 'Upload a picture or a video for an app.',
      description:
        'Send the file as the body. A picture (PNG, JPEG, WebP, AVIF or GIF, 10 MB at most) is made anew as AVIF and WebP in fixed widths; ' +
        'nothing else that was in the file is kept, and of an animation the first frame. A video (MP4 or WebM, 50 MB at most) is kept as it is. ' +
        'What kind of file it is shows in its bytes; its name and Content-Type say nothing. The same file again is the same asset. ' +
        'What no manifest refers to is deleted after 7 days.\n\n' +
        describeDemand(uploadAccess),
      security: securityOf(uploadAccess),
      requestParams: { query: uploadQuery },
      requestBody: {
        required: true,
        content: {
          'application/octet-stream': { schema: bytes },
          'multipart/form-data': {
            schema: { type: 'object', properties: { file: bytes }, required: ['file'] },
          },
        },
      },
      responses: {
        201: { description: 'Done.', content: { 'application/json': { schema: uploadSchema } } },
        303: {
          description: 'A form with `return`: back to the page, which says what came of it.',
          headers: { Location: { description: 'That page.', required: true, schema: { type: 'string' } } },
        },
        default: {
          description: 'A problem (RFC 9457).',
          headers: problemHeaders,
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      },
    },
  },
};
