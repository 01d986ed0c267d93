import { createHash, randomBytes } from 'node:crypto';
import request from 'supertest';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { openUploads } from '../../testing/open-uploads.ts';
import { box, mp4, plainPicture } from '../../testing/sample-files.ts';

const get = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
};

interface Picture {
  url: string;
  width: number;
  height: number;
  sources: { type: string; srcset: string }[];
}

test('a picture comes back in sizes and kinds, each of them what it says', async () => {
  await using uploads = await openUploads();
  const person = await uploads.api.person('ann');
  const { status, body } = await uploads.upload(person, 'cover', await plainPicture(1000, 500).png().toBuffer());
  const { id, picture } = body as unknown as { id: string; picture: Picture };
  expect(status).toBe(201);
  expect(body).toMatchObject({ reference: `asset:${id}`, use: 'cover', mediaType: 'image/webp', url: `/assets/${id}` });
  expect(picture).toMatchObject({ url: `/assets/${id}`, width: 960, height: 480 });
  expect(picture.sources).toEqual([
    { type: 'image/avif', srcset: `/assets/${id}/480.avif 480w, /assets/${id}/960.avif 960w` },
    { type: 'image/webp', srcset: `/assets/${id}/480.webp 480w, /assets/${id}/960.webp 960w` },
  ]);
  for (const { type, srcset } of picture.sources) {
    for (const [path, width] of srcset.split(', ').map((each) => each.split(' '))) {
      const served = await get(uploads.url + path);
      expect(served.headers.get('content-type')).toBe(type);
      expect(`${(await sharp(served.body).metadata()).width}w`).toBe(width);
    }
  }
});

test('what is served can do nothing, is taken for nothing else, and is kept for ever', async () => {
  await using uploads = await openUploads();
  const person = await uploads.api.person('ann');
  const { body } = await uploads.upload(person, 'logo', await plainPicture(200, 200).jpeg().toBuffer());
  const served = await get(uploads.url + body.url);
  expect(served.status).toBe(200);
  expect(Object.fromEntries(served.headers)).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^default-src 'none';.* sandbox$/),
    'cache-control': 'public, max-age=31536000, immutable',
    'content-length': String(served.body.length),
  });
  // Not by fetch, which asks for a fresh one as soon as this header is set.
  await request(uploads.url).get(body.url).set('if-none-match', served.headers.get('etag')!).expect(304);
  for (const path of ['/assets/nothing', `${body.url}/1.avif`, `${body.url}/..%2f..%2fetc`, `${body.url}/`]) {
    expect((await get(uploads.url + path)).headers.get('content-type')).not.toBe('image/svg+xml');
  }
  expect((await get(`${uploads.url}${body.url}/1.avif`)).status).toBe(404);
});

test('the same file again is the same asset and stores nothing; for another person it is another', async () => {
  await using uploads = await openUploads();
  const [ann, ben] = [await uploads.api.person('ann'), await uploads.api.person('ben')];
  const file = await plainPicture(100, 100).png().toBuffer();
  const first = await uploads.upload(ann, 'logo', file);
  const stored = await uploads.files();
  const again = await Promise.all([uploads.upload(ann, 'logo', file), uploads.upload(ann, 'logo', file)]);
  expect(again.map(({ body }) => body)).toEqual([first.body, first.body]);
  expect(await uploads.files()).toEqual(stored);
  const others = await uploads.upload(ben, 'logo', file);
  expect(others.body.id).not.toBe(first.body.id);
});

test('two at once of the same new file are one asset, and the files of one are deleted', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const file = await plainPicture(100, 100, '#a33').png().toBuffer();
  const both = await Promise.all([uploads.upload(ann, 'logo', file), uploads.upload(ann, 'logo', file)]);
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  expect(both[0].body).toEqual(both[1].body);
  expect(await uploads.files()).toHaveLength(2);
});

test('a photo is turned as its camera was held, and where it was taken is gone', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const place = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '52/1 31/1 7/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '13/1 24/1 2/1',
  };
  const photo = await sharp({ create: { width: 400, height: 900, channels: 3, background: '#246' } })
    .composite([{ input: { create: { width: 400, height: 450, channels: 3, background: '#e22' } }, gravity: 'north' }])
    .jpeg()
    .withExif({ IFD0: { Make: 'Telltale Phones', Copyright: 'Ann Secret' }, IFD3: place })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const { body } = await uploads.upload(ann, 'screenshot', photo);
  const { picture } = body as unknown as { picture: Picture };
  expect(picture.width).toBeGreaterThan(picture.height);
  for (const ending of ['avif', 'webp']) {
    const served = await get(`${uploads.url}${body.url}/640.${ending}`);
    expect(served.body.includes('Telltale') || served.body.includes('Secret')).toBe(false);
    const { exif, orientation, xmp, iptc } = await sharp(served.body).metadata();
    expect({ exif, orientation: orientation ?? 1, xmp, iptc }).toEqual({
      exif: undefined,
      orientation: 1,
      xmp: undefined,
      iptc: undefined,
    });
    // The red half, which was above, is at the right.
    const { data, info } = await sharp(served.body).raw().toBuffer({ resolveWithObject: true });
    const right = (info.width * 10 + info.width - 10) * info.channels;
    expect(data[right]).toBeGreaterThan(180);
    expect(data[info.width * 10 * info.channels + 10 * info.channels]).toBeLessThan(80);
  }
});

test('of an animation the first frame is shown', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const frames = ['#d11', '#11d'].map((background) => ({
    create: { width: 100, height: 100, channels: 3 as const, background },
  }));
  const gif = await sharp(await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer())), {
    join: { animated: true },
  })
    .gif({ delay: [100, 100], loop: 0 })
    .toBuffer();
  const { body } = await uploads.upload(ann, 'logo', gif);
  const served = await get(`${uploads.url}${body.url}/96.webp`);
  const { pages = 1 } = await sharp(served.body, { animated: true }).metadata();
  const { data } = await sharp(served.body).raw().toBuffer({ resolveWithObject: true });
  expect(pages).toBe(1);
  expect(data[0]).toBeGreaterThan(data[2]!);
});

test('a listing names the sizes of its pictures, and says which video is a file of ours', async () => {
  await using uploads = await openUploads();
  const { app } = uploads.api;
  const ann = await uploads.api.person('ann');
  const upload = async (use: string, file: Buffer) => (await uploads.upload(ann, use, file)).body.reference;
  const video = mp4(box('moov', box('mvhd', Buffer.alloc(20))), box('mdat', randomBytes(1000)));
  const manifest = exampleManifest('http://127.0.0.1:9', {
    logo: await upload('logo', await plainPicture(100, 100).png().toBuffer()),
    cover: await upload('cover', await plainPicture(500, 300).webp().toBuffer()),
    screenshots: [{ image: await upload('screenshot', await plainPicture(640, 400).png().toBuffer()), alt: 'A list' }],
    video: await upload('video', video),
  });
  const post = (path: string, body: object) =>
    request(app)
      .post(path)
      .set({ authorization: `Bearer ${ann.token}` })
      .send(body)
      .expect(201);
  const { id } = (await post('/v1/developer/apps', { manifest })).body as { id: string };
  await post(`/v1/developer/apps/${id}/versions`, {});
  const listing = (await request(app).get(`/v1/apps/${manifest.slug}`).expect(200)).body as Record<string, never>;
  expect(listing).toMatchObject({
    logo: { width: 96, height: 96, sources: [{ type: 'image/avif' }, { type: 'image/webp' }] },
    cover: { width: 480, height: 240 },
    screenshots: [
      { alt: 'A list', width: 640, height: 400, sources: [{ type: 'image/avif' }, { type: 'image/webp' }] },
    ],
    video: expect.stringMatching(/^\/assets\/[a-f0-9]{40}$/),
    videoKind: 'file',
    videoType: 'video/mp4',
  });
  const found = (await request(app).get('/v1/apps').expect(200)).body as { items: object[] };
  expect(found.items[0]).toMatchObject({ logo: listing['logo'], cover: listing['cover'] });
});

test('a video is served as it is, whole and by parts', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const said = box('udta', Buffer.from('+52.5186+013.4080/'));
  const sent = mp4(box('moov', box('mvhd', Buffer.alloc(20)), said), box('mdat', randomBytes(300_000)));
  const { status, body } = await uploads.upload(ann, 'video', sent);
  expect([status, body['mediaType'], body['picture']]).toEqual([201, 'video/mp4', null]);
  const url = uploads.url + body.url;
  const whole = await get(url);
  expect(whole.headers.get('content-type')).toBe('video/mp4');
  expect(whole.headers.get('accept-ranges')).toBe('bytes');
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
  expect(whole.body).toHaveLength(sent.length);
  expect(whole.body.includes('+52.5186')).toBe(false);
  expect(whole.body.subarray(-300_000)).toEqual(sent.subarray(-300_000));
  const part = await get(url, { range: 'bytes=100-199' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${sent.length}`]);
  expect(part.body).toEqual(whole.body.subarray(100, 200));
  expect((await get(url, { range: 'bytes=-50' })).body).toEqual(whole.body.subarray(-50));
  expect((await get(url, { range: `bytes=${sent.length - 10}-` })).body).toEqual(whole.body.subarray(-10));
  const beyond = await get(url, { range: `bytes=${sent.length}-` });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${sent.length}`]);
  for (const range of ['bytes=0-1,5-6', 'lines=1-2', 'bytes=x']) expect((await get(url, { range })).status).toBe(200);
  const changed = await get(url, { range: 'bytes=0-1', 'if-range': '"another"' });
  expect([changed.status, changed.body.length]).toEqual([200, sent.length]);
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(sent.length)]);
});

test('a picture that is stored in its row, from before there were files, is served as it was', async () => {
  await using uploads = await openUploads();
  const digest = createHash('sha256').update('<svg/>').digest('hex').slice(0, 40);
  await uploads.api.services
    .em()
    .execute(`insert into catalog.assets (id, media_type, bytes, created_at) values (?, 'image/svg+xml', ?, now())`, [
      digest,
      Buffer.from('<svg/>'),
    ]);
  const served = await get(`${uploads.url}/assets/${digest}`);
  expect([served.status, served.headers.get('content-type'), served.body.toString()]).toEqual([
    200,
    'image/svg+xml',
    '<svg/>',
  ]);
  expect(served.headers.get('content-security-policy')).toContain('sandbox');
});

test('a form without scripts is led back to its page, with what came of it', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const back = '/developer/apps/app_1/pictures';
  const send = async (file: Buffer, returnTo: string) => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(file)]), 'holiday.png');
    const response = await fetch(`${uploads.url}/v1/developer/assets?use=logo&return=${encodeURIComponent(returnTo)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}` },
      body: form,
      redirect: 'manual',
    });
    return [response.status, response.headers.get('location')];
  };
  const good = await send(await plainPicture(100, 100).png().toBuffer(), back);
  expect(good).toEqual([
    303,
    expect.stringMatching(/^\/developer\/apps\/app_1\/pictures\?use=logo&uploaded=[a-f0-9]{40}$/),
  ]);
  expect(await send(Buffer.from('<svg/>'), back)).toEqual([303, `${back}?use=logo&problem=svg_not_taken`]);
  expect(await send(Buffer.alloc(0), back)).toEqual([303, `${back}?use=logo&problem=invalid_request`]);
  for (const elsewhere of [
    'https://evil.example/',
    '//evil.example',
    '/developer/apps/a/pictures/../../..',
    '/sign-in',
  ]) {
    expect(await send(Buffer.from('x'), elsewhere)).toEqual([422, null]);
  }
});

test('nobody uploads without being signed in, nor for somebody else from another site', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const file = await plainPicture(100, 100).png().toBuffer();
  expect(await uploads.upload({ ...ann, token: 'mm_pat_wrong' }, 'logo', file)).toMatchObject({ status: 401 });
  const anonymous = await fetch(`${uploads.url}/v1/developer/assets?use=logo`, {
    method: 'POST',
    body: new Uint8Array(file),
  });
  expect(anonymous.status).toBe(401);
  const { email, password } = ann;
  const signedIn = await uploads.api.services.auth.api.signInEmail({ body: { email, password }, returnHeaders: true });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const byCookie = async (origin: string) => {
    const headers = { cookie, origin, 'content-type': 'image/png' };
    const body = new Uint8Array(file);
    return (await fetch(`${uploads.url}/v1/developer/assets?use=logo`, { method: 'POST', headers, body })).status;
  };
  expect(await byCookie('https://evil.example')).toBe(403);
  expect(await uploads.files()).toEqual([]);
  expect(await byCookie('http://store.test')).toBe(201);
});

test.each(['', '?use=banner', '?use=logo&use=cover', '?use=logo&size=9'])(
  'names what is wrong with the query %j',
  async (query) => {
    await using uploads = await openUploads();
    const ann = await uploads.api.person('ann');
    const headers = { authorization: `Bearer ${ann.token}` };
    const response = await fetch(`${uploads.url}/v1/developer/assets${query}`, { method: 'POST', headers, body: 'x' });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'invalid_request']);
  },
);
