import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawSocialCard, socialSize, type SocialCard } from '../index.ts';
import { loadFonts } from './load-fonts.ts';
import { drawable, setText } from './set-text.ts';

const card: SocialCard = {
  name: 'Tag Sync',
  developer: 'Lantern Works',
  summary: 'Keeps your tags and your CRM the same.',
  fact: '4 permissions, 1 sensitive',
  logo: undefined,
};

/** How many pixels of a part of a picture are darker than its paper. */
async function inkIn(
  png: Buffer,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
) {
  const { data } = await sharp(png)
    .extract({ left, top, width, height })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.reduce((dark, value) => dark + (value < 128 ? 1 : 0), 0);
}

const places = {
  name: { left: 260, top: 80, width: 800, height: 75 },
  developer: { left: 260, top: 165, width: 800, height: 50 },
  summary: { left: 80, top: 280, width: 1040, height: 200 },
  fact: { left: 80, top: 530, width: 760, height: 60 },
};

test('is a PNG of the size that is asked for, small enough to be fetched by anybody', async () => {
  const png = await drawSocialCard(card);
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', ...socialSize });
  expect(png.byteLength).toBeLessThan(100_000);
});

test('shows name, developer, summary and fact, on a machine without fonts too', async () => {
  const png = await drawSocialCard(card);
  for (const [what, place] of Object.entries(places)) expect(await inkIn(png, place), what).toBeGreaterThan(200);
  const bare = await drawSocialCard({ ...card, summary: '', fact: '' });
  expect(await inkIn(bare, places.summary)).toBe(0);
  expect(await inkIn(bare, places.fact)).toBe(0);
});

test('shows the logo in its place', async () => {
  const logo = await sharp({ create: { width: 96, height: 96, channels: 3, background: '#c00000' } })
    .webp()
    .toBuffer();
  const png = await drawSocialCard({ ...card, logo });
  const { data } = await sharp(png)
    .extract({ left: 150, top: 150, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data[0]).toBeGreaterThan(150);
  expect(data[1]).toBeLessThan(60);
});

test('is drawn without a logo that cannot be read', async () => {
  const png = await drawSocialCard({ ...card, logo: Buffer.from('no picture') });
  expect(await sharp(png).metadata()).toMatchObject(socialSize);
});

test.each([
  ['<script>&"', '<script>&"'],
  ['Naïve Łódź', 'Naïve Łódź'],
  ['Tags 标签 sync', 'Tags sync'],
  ['标签同步', ''],
  [' a \n\t b ', 'a b'],
])('of %j the letters %j can be drawn', async (text, left) => {
  expect(drawable(text, (await loadFonts()).bold)).toBe(left);
});

test.each(['<b>&amp;</b>', '标签同步', '🚀', 'x'.repeat(500), ' ', '\u202eabc'])('takes the name %j', async (name) => {
  expect(await sharp(await drawSocialCard({ ...card, name, summary: name, developer: name })).metadata()).toMatchObject(
    socialSize,
  );
});

test('no line is wider than its place, and what does not fit ends in an ellipsis', async () => {
  const { regular } = await loadFonts();
  const setting = { fonts: regular, sizePx: 40, widthPx: 400, mostLines: 2 };
  const long = setText('One two three four five six seven eight nine ten eleven twelve thirteen fourteen', setting);
  expect(long).toHaveLength(2);
  for (const { width } of [...long, ...setText('x'.repeat(200), setting)]) expect(width).toBeLessThanOrEqual(400);
  const [short] = setText('One two', setting);
  const [cut] = setText('One two', { ...setting, widthPx: short!.width - 1, mostLines: 1 });
  expect(cut!.path).not.toBe(short!.path);
});
