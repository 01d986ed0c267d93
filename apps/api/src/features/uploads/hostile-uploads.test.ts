import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { openUploads, type OpenUploads } from '../../testing/open-uploads.ts';
import type { TestPerson } from '../../testing/plant-people.ts';
import { gifOfFrames, noisyPicture, plainPicture, pngBomb, pngWithTextBomb } from '../../testing/sample-files.ts';

const megabyte = 1_000_000;

/** A connection that sends the head of an upload and then what it is told to; `answer` is what came back until it was closed. */
function open({ port }: OpenUploads, { token }: TestPerson, headers: string[]) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (piece: Buffer) => (text += piece.toString('latin1')));
  const answer = new Promise<string>((resolve) => socket.on('error', () => {}).on('close', () => resolve(text)));
  const head = ['POST /v1/developer/assets?use=logo HTTP/1.1', 'host: store.test', `authorization: Bearer ${token}`];
  socket.write(`${[...head, ...headers].join('\r\n')}\r\n\r\n`);
  return { socket, answer, text: () => text };
}

const incoming = async (uploads: OpenUploads) => (await uploads.files()).filter((name) => name === 'sent');
const chunk = (size: number) =>
  Buffer.concat([Buffer.from(`${size.toString(16)}\r\n`), Buffer.alloc(size, 1), Buffer.from('\r\n')]);

test.each([
  ['a picture of 50,000 by 50,000 pixels', async () => pngBomb(50_000, 50_000), 'picture_too_many_pixels'],
  ['a picture of 65,000 by 600 pixels in one bit each', async () => pngBomb(65_000, 650), 'picture_too_many_pixels'],
  ['a picture with a text of 200 MB packed into 200 kB', () => pngWithTextBomb(200 * megabyte), undefined],
  [
    'an SVG with a script',
    async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'svg_not_taken',
  ],
  [
    'a page with the name of a picture',
    async () => Buffer.from('<!doctype html><script>alert(1)</script>'),
    'file_type_not_taken',
  ],
  ['a script that begins like a GIF', async () => Buffer.from('GIF89a/*....*/=1;alert(1);//'), 'file_unreadable'],
  [
    'a JPEG of which the half is missing',
    async () => (await noisyPicture(900, 900).jpeg().toBuffer()).subarray(0, 90_000),
    'file_unreadable',
  ],
  [
    'a PNG of which the half is missing',
    async () => (await noisyPicture(300, 300).png().toBuffer()).subarray(0, 90_000),
    'file_unreadable',
  ],
  [
    'a WebP of which the half is missing',
    async () => (await noisyPicture(900, 900).webp().toBuffer()).subarray(0, 60_000),
    'file_unreadable',
  ],
  [
    'the head of an AVIF and nothing else',
    async () => Buffer.from('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', 'latin1'),
    'file_unreadable',
  ],
] as const)('%s does no harm', async (_what, make, code) => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const { status, body } = await uploads.upload(ann, 'logo', await make());
  if (code === undefined) expect([201, 422]).toContain(status);
  else expect(body).toMatchObject({ code, detail: expect.stringMatching(/\w{10}|\.$/) });
  if (status !== 201) expect(await uploads.files()).toEqual([]);
  // And the next one finds everything in order.
  expect(await uploads.upload(ann, 'logo', await plainPicture(100, 100).png().toBuffer())).toMatchObject({
    status: 201,
  });
});

test('an animation of 10,000 frames is a picture of its first', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const { status, body } = await uploads.upload(ann, 'logo', gifOfFrames(10_000));
  expect(status).toBe(201);
  const served = Buffer.from(await (await fetch(`${uploads.url}${body.url}/96.webp`)).arrayBuffer());
  const { data } = await sharp(served).raw().toBuffer({ resolveWithObject: true });
  expect([data[0]! > 200, data[2]! < 50]).toEqual([true, true]);
});

test('what else was in a picture is in none that is made of it', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const jpeg = await plainPicture(200, 200).jpeg().toBuffer();
  const page = Buffer.from('<html><script>alert("polyglot")</script>');
  // A comment after the mark that begins a JPEG, and an archive after its end.
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), page]);
  const archive = Buffer.from('PK\u0003\u0004 polyglot archive PK\u0005\u0006', 'latin1');
  const script = Buffer.from('/*polyglot*/alert(1)//');
  const sent = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), archive, script]);
  const { status, body } = await uploads.upload(ann, 'logo', sent);
  expect(status).toBe(201);
  const { picture } = body as unknown as { picture: { sources: { srcset: string }[] } };
  const paths = [
    body.url,
    ...picture.sources.flatMap(({ srcset }) => srcset.split(', ').map((each) => each.split(' ')[0]!)),
  ];
  expect(paths).toHaveLength(5);
  for (const path of paths) {
    const served = await fetch(uploads.url + path);
    expect(served.headers.get('content-type')).toMatch(/^image\/(avif|webp)$/);
    expect(Buffer.from(await served.arrayBuffer()).includes('polyglot')).toBe(false);
  }
});

test('a file of 20 MB is refused with the most that is taken, and the answer arrives', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const answer = await uploads.upload(ann, 'cover', Buffer.alloc(20 * megabyte, 1));
  expect(answer).toMatchObject({
    status: 413,
    body: { code: 'body_too_large', detail: expect.stringContaining('10 MB') },
  });
  expect(await uploads.files()).toEqual([]);
});

test('a length that is a lie is believed in nothing: pieces without end are cut at the limit', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const { socket, answer, text } = open(uploads, ann, ['transfer-encoding: chunked']);
  let sent = 0;
  const flood = async () => {
    while (!socket.destroyed && !text().includes('413')) {
      sent += megabyte;
      if (!socket.write(chunk(megabyte)))
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), sleep(500)]);
    }
    socket.destroy();
  };
  await flood();
  expect(await answer).toContain('HTTP/1.1 413');
  // The limit, what is heard out before the answer, and what lies in the buffers between.
  expect(sent).toBeLessThan(60 * megabyte);
  await vi.waitFor(async () => expect(await uploads.files()).toEqual([]), 10_000);
});

test('a length of more than is taken is refused before anything is sent', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const { answer, socket } = open(uploads, ann, ['content-length: 999999999999']);
  const text = await answer;
  socket.destroy();
  expect(text).toContain('HTTP/1.1 413');
  expect(text.toLowerCase()).toContain('connection: close');
});

test('who sends nothing for long is cut off, and who drips is cut off in the end', async () => {
  await using uploads = await openUploads({ idleMs: 300, wholeMs: 1_000 });
  const ann = await uploads.api.person('ann');
  const silent = open(uploads, ann, ['content-length: 1000']);
  expect(await silent.answer).toContain('upload_too_slow');
  const dripping = open(uploads, ann, ['content-length: 1000']);
  const drip = setInterval(() => dripping.socket.write('x'), 100);
  expect(await dripping.answer).toContain('HTTP/1.1 408');
  clearInterval(drip);
  await vi.waitFor(async () => expect(await uploads.files()).toEqual([]), 10_000);
});

test.each([
  ['comes to no file', ''],
  [
    'goes on after its file',
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nx\r\n--b--\r\n',
  ],
])('a form that %s is cut off like any other, whether it is silent or drips', async (_what, begin) => {
  await using uploads = await openUploads({ idleMs: 300, wholeMs: 1_000 });
  const ann = await uploads.api.person('ann');
  const headers = ['content-length: 10000', 'content-type: multipart/form-data; boundary=b'];
  for (const drips of [false, true]) {
    const { socket, text } = open(uploads, ann, headers);
    socket.write(begin);
    const drip = setInterval(() => drips && socket.write('x'), 100);
    await vi.waitFor(() => expect(text()).toContain('upload_too_slow'), 15_000).finally(() => clearInterval(drip));
    socket.destroy();
  }
  await vi.waitFor(async () => expect(await uploads.files()).toEqual([]), 10_000);
});

test.each(['../../../etc/passwd', '..\\..\\a.png', '<script>.png', '\u202egnp.exe', 'x'.repeat(5_000), ''])(
  'a file called %j is stored under a name of ours',
  async (name) => {
    await using uploads = await openUploads();
    const ann = await uploads.api.person('ann');
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(await plainPicture(100, 100).png().toBuffer())]), name);
    const headers = { authorization: `Bearer ${ann.token}` };
    const sent = { method: 'POST', headers, body: form };
    const response = await fetch(`${uploads.url}/v1/developer/assets?use=logo`, sent);
    expect(response.status).toBe(201);
    for (const file of await uploads.files()) expect(file).toMatch(/^[0-9a-f]{40}\.(avif|webp)$/);
  },
);

test.each([
  ['a body', ['content-length: 100000'], 'x'.repeat(50_000)],
  [
    'a form',
    ['content-length: 100000', 'content-type: multipart/form-data; boundary=b'],
    `--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n${'x'.repeat(50_000)}`,
  ],
])('%s that breaks off leaves nothing behind', async (_what, headers, part) => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const { socket } = open(uploads, ann, headers);
  socket.write(part);
  await vi.waitFor(async () => expect(await uploads.files()).toEqual(['sent']), 10_000);
  socket.destroy();
  await vi.waitFor(async () => expect(await uploads.files()).toEqual([]), 10_000);
  const rows = await uploads.api.services
    .em()
    .execute('select 1 from catalog.assets union all select 1 from catalog.loose_blobs');
  expect(rows).toEqual([]);
});

test('a form with no file, with many parts, or that never ends its parts is refused', async () => {
  await using uploads = await openUploads({ idleMs: 5_000 });
  const ann = await uploads.api.person('ann');
  const part = (name: string, more = '') => `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\nx\r\n`;
  const bodies = [
    '--b--\r\n',
    part('a') + '--b--\r\n',
    'no form at all',
    part('a').repeat(50) + '--b--\r\n',
    part('f', '; filename="a"'),
  ];
  for (const body of bodies) {
    const headers = { authorization: `Bearer ${ann.token}`, 'content-type': 'multipart/form-data; boundary=b' };
    const response = await fetch(`${uploads.url}/v1/developer/assets?use=logo`, { method: 'POST', headers, body });
    expect(response.status).toBe(422);
  }
  expect(await uploads.files()).toEqual([]);
});

test('one person uploads a few at once, and others are not held up by it', async () => {
  await using uploads = await openUploads({ atOnceEach: 2, atOnce: 3 });
  const [ann, ben, cat] = [
    await uploads.api.person('ann'),
    await uploads.api.person('ben'),
    await uploads.api.person('cat'),
  ];
  const file = await plainPicture(100, 100).png().toBuffer();
  const held = [ann, ann].map((person) => open(uploads, person, ['content-length: 1000']));
  const underWay = (count: number) =>
    vi.waitFor(async () => expect(await incoming(uploads)).toHaveLength(count), 15_000);
  await underWay(2);
  expect(await uploads.upload(ann, 'logo', file)).toMatchObject({ status: 429, body: { code: 'too_many_uploads' } });
  expect(await uploads.upload(ben, 'logo', file)).toMatchObject({ status: 201 });
  held.push(open(uploads, ben, ['content-length: 1000']));
  await underWay(3);
  expect(await uploads.upload(cat, 'logo', file)).toMatchObject({ status: 503, body: { code: 'busy' } });
  for (const { socket } of held) socket.destroy();
  await underWay(0);
  expect(await uploads.upload(cat, 'logo', file)).toMatchObject({ status: 201 });
});

test('a day has its limit, and so has the room of each person', async () => {
  await using uploads = await openUploads({ day: { uploads: 3, bytes: megabyte }, storedBytes: 3_000 });
  const [ann, ben] = [await uploads.api.person('ann'), await uploads.api.person('ben')];
  const bad = Buffer.from('no picture');
  for (let times = 0; times < 3; times += 1) expect((await uploads.upload(ann, 'logo', bad)).status).toBe(415);
  const refused = await uploads.upload(ann, 'logo', bad);
  expect(refused).toMatchObject({
    status: 429,
    body: { code: 'upload_limit_reached', detail: expect.stringContaining('midnight UTC') },
  });
  expect((await uploads.upload(ben, 'logo', await plainPicture(100, 100).png().toBuffer())).status).toBe(201);
  const stored = await uploads.files();
  const full = await uploads.upload(ben, 'logo', await noisyPicture(200, 200).png().toBuffer());
  expect(full).toMatchObject({ status: 409, body: { code: 'storage_full' } });
  // What did not fit was stored for a moment, and is gone.
  expect(await uploads.files()).toEqual(stored);
});

test('many large files at once lie on the disk and not in memory', async () => {
  await using uploads = await openUploads({ atOnceEach: 20, atOnce: 20 });
  const ann = await uploads.api.person('ann');
  const before = process.memoryUsage();
  const sockets = Array.from({ length: 12 }, () => open(uploads, ann, ['content-length: 9500000']).socket);
  for (let times = 0; times < 9; times += 1) {
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.write(Buffer.alloc(megabyte), resolve))));
  }
  await vi.waitFor(async () => expect(await uploads.files()).toHaveLength(12), 10_000);
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  // 108 MB have been sent.
  expect(arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed).toBeLessThan(60 * megabyte);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(async () => expect(await uploads.files()).toEqual([]), 10_000);
});

test('a store of blobs that fails is a failure that leaves no asset, and the next try succeeds', async () => {
  await using uploads = await openUploads();
  const ann = await uploads.api.person('ann');
  const { blobs } = uploads.api.services;
  const file = await plainPicture(100, 100).png().toBuffer();
  const put = vi.spyOn(blobs, 'put').mockRejectedValueOnce(new Error('disk full'));
  expect(await uploads.upload(ann, 'logo', file)).toMatchObject({ status: 500, body: { code: 'internal_error' } });
  expect(await uploads.files()).toEqual([]);
  put.mockRestore();
  expect((await uploads.upload(ann, 'logo', file)).status).toBe(201);
});
