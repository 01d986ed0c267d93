import sharp from 'sharp';
import { loadFonts, type Fonts, type Weight } from './load-fonts.ts';
import { drawable, setText } from './set-text.ts';

/** What a picture of an app says, for those who come upon a link to it. */
export interface SocialCard {
  name: string;
  developer: string;
  summary: string;
  /** A short line at the foot. */
  fact: string;
  /** The bytes of a picture of ours; undefined for its first letter in place of it. */
  logo: Buffer | undefined;
}

/** The size that those who show links ask for, in pixels. */
export const socialSize = { width: 1200, height: 630 } as const;

const edge = 80;
const logoSize = 148;
const colours = {
  paper: '#f9faf6',
  ink: '#18211d',
  soft: '#4a544f',
  brand: '#186b4d',
  onBrand: '#fbfefc',
  line: '#dfe3dc',
};

/** Draws the picture of an app as a PNG: its logo, its words as outlines in the store's own letters. Letters that those lack are left out. */
export async function drawSocialCard(card: SocialCard): Promise<Buffer> {
  const fonts = await loadFonts();
  const logo = card.logo === undefined ? undefined : await fitLogo(card.logo);
  const layers = logo === undefined ? [] : [{ input: logo, left: edge, top: edge }];
  return sharp(Buffer.from(toSvg(card, { fonts, hasLogo: logo !== undefined })))
    .composite(layers)
    .png({ compressionLevel: 9, palette: true, colours: 256, dither: 0 })
    .toBuffer();
}

/** The logo in its square with round corners; undefined when it cannot be read, since a link without it is better than none. */
async function fitLogo(logo: Buffer): Promise<Buffer | undefined> {
  const corner = logoSize * 0.22;
  const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${logoSize}" height="${logoSize}"><rect width="100%" height="100%" rx="${corner}"/></svg>`;
  return sharp(logo, { limitInputPixels: 4_000_000 })
    .resize(logoSize, logoSize, { fit: 'contain', background: { r: 255, g: 255, b: 255, alpha: 0 } })
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png()
    .toBuffer()
    .catch(() => undefined);
}

interface Drawing {
  fonts: Fonts;
  hasLogo: boolean;
}

function toSvg({ name, developer, summary, fact }: SocialCard, { fonts, hasLogo }: Drawing): string {
  const { width, height } = socialSize;
  const put = (text: string, place: Place) => putText(text, { ...place, fonts });
  const beside = edge + logoSize + 40;
  const wide = width - edge - beside;
  const title = put(name, {
    x: beside,
    y: 140,
    sizePx: 64,
    weight: 'bold',
    widthPx: wide,
    mostLines: 1,
    colour: colours.ink,
  });
  const by = put(`by ${developer}`, {
    x: beside,
    y: 202,
    sizePx: 34,
    weight: 'regular',
    widthPx: wide,
    mostLines: 1,
    colour: colours.soft,
  });
  const words = put(summary, {
    x: edge,
    y: 326,
    sizePx: 44,
    weight: 'regular',
    widthPx: width - 2 * edge,
    mostLines: 3,
    colour: colours.ink,
  });
  const foot = put(fact, {
    x: edge,
    y: 566,
    sizePx: 28,
    weight: 'regular',
    widthPx: 760,
    mostLines: 1,
    colour: colours.soft,
  });
  const mark = setText('Minimart', { fonts: fonts.bold, sizePx: 34, widthPx: 400, mostLines: 1 })[0]!;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${colours.paper}"/>
<rect width="${width}" height="14" fill="${colours.brand}"/>
<rect x="${edge}" y="504" width="${width - 2 * edge}" height="2" fill="${colours.line}"/>
${hasLogo ? '' : drawLetter(drawable(name, fonts.bold), fonts)}
${title}${by}${words}${foot}
<path transform="translate(${width - edge - mark.width} 568)" fill="${colours.brand}" d="${mark.path}"/>
</svg>`;
}

interface Place {
  x: number;
  y: number;
  sizePx: number;
  weight: Weight;
  widthPx: number;
  mostLines: number;
  colour: string;
}

function putText(text: string, { x, y, weight, colour, fonts, ...setting }: Place & { fonts: Fonts }): string {
  const lines = setText(text, { ...setting, fonts: fonts[weight] });
  const leading = setting.sizePx * 1.3;
  return lines
    .map(({ path }, line) => `<path transform="translate(${x} ${y + line * leading})" fill="${colour}" d="${path}"/>`)
    .join('');
}

function drawLetter(name: string, fonts: Fonts): string {
  const square = `<rect x="${edge}" y="${edge}" width="${logoSize}" height="${logoSize}" rx="${logoSize * 0.22}" fill="${colours.brand}"/>`;
  const [letter] = setText(name.slice(0, 1).toUpperCase(), {
    fonts: fonts.bold,
    sizePx: 84,
    widthPx: logoSize,
    mostLines: 1,
  });
  if (letter === undefined) return square;
  const x = edge + (logoSize - letter.width) / 2;
  return `${square}<path transform="translate(${x} ${edge + logoSize / 2 + 30})" fill="${colours.onBrand}" d="${letter.path}"/>`;
}
