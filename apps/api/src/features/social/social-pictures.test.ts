import request from 'supertest';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { openUploads } from '../../testing/open-uploads.ts';
import { plainPicture } from '../../testing/sample-files.ts';

let uploads: Awaited<ReturnType<typeof openUploads>>;
let appId: string;
let token: string;

beforeAll(async () => {
  uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  ({ token } = ann);
  const picture = await plainPicture(200, 200).png().toBuffer();
  const { body } = await uploads.upload(ann, 'logo', picture);
  const logo = (body as unknown as { reference: string }).reference;
  const made = await post('/v1/developer/apps', { manifest: exampleManifest('https://hooks.example.com', { logo }) });
  appId = made.body.id as string;
  await post(`/v1/developer/apps/${appId}/versions`, {});
});
afterAll(() => uploads[Symbol.asyncDispose]());

const post = (path: string, body: object) =>
  request(uploads.api.app).post(path).set('authorization', `Bearer ${token}`).send(body).expect(201);
const get = (path: string) => request(uploads.api.app).get(path);

test('a listing has a picture to be shown beside links to it, which may be kept', async () => {
  const answer = await get('/assets/social/tag-sync/1.0.0.png').expect(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
    'x-content-type-options': 'nosniff',
  });
  expect(await sharp(answer.body as Buffer).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  const again = await get('/assets/social/tag-sync/1.0.0.png').set('if-none-match', answer.headers['etag']!);
  expect(again.status).toBe(304);
});

test('the picture of another version leads to the one that the store shows', async () => {
  const answer = await get('/assets/social/tag-sync/0.9.0.png').expect(302);
  expect(answer.headers['location']).toBe('/assets/social/tag-sync/1.0.0.png');
});

test.each(['/assets/social/no-such-app/1.0.0.png', '/assets/social/tag-sync'])(
  'there is nothing at %s',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);

test('an app that is taken out of the lists has no picture any more', async () => {
  const listed = (isListed: boolean) =>
    request(uploads.api.app)
      .put(`/v1/developer/apps/${appId}/listed`)
      .set('authorization', `Bearer ${token}`)
      .send({ isListed });
  await listed(false).expect(200);
  await get('/assets/social/tag-sync/1.0.0.png').expect(404);
  await listed(true).expect(200);
  await get('/assets/social/tag-sync/1.0.0.png').expect(200);
});
