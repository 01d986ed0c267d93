import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast, type Oklch } from './contrast.ts';

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');
const number = String.raw`([\d.]+)`;
const colour = String.raw`oklch\(${number} ${number} ${number}\)`;
const tokens = new Map<string, { light: Oklch; dark: Oklch }>();
for (const found of css.matchAll(new RegExp(String.raw`--([\w-]+): light-dark\(${colour}, ${colour}\)`, 'g'))) {
  const [, name = '', ...parts] = found;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = parts.map(Number);
  tokens.set(name, { light: { lightness: a, chroma: b, hue: c }, dark: { lightness: d, chroma: e, hue: f } });
}

const grounds = ['paper', 'surface', 'sunken'];
const softs = ['brand', 'blue', 'violet', 'pink', 'amber', 'red'];
const textPairs: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['ink-soft', ground],
    ['ink-faint', ground],
    ['brand-text', ground],
    ['red-text', ground],
    ['amber-text', ground],
  ]),
  ...softs.map((tone): [string, string] => [`${tone}-text`, `${tone}-soft`]),
  ['ink', 'wash'],
  ['ink-soft', 'wash'],
  ['brand-text', 'wash'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-hover'],
  ['on-ink', 'ink'],
  ['on-ink', 'ink-hover'],
  ['on-red', 'red'],
  ['on-red', 'red-hover'],
];
const edgePairs = grounds.flatMap((ground): [string, string][] => [
  ['edge', ground],
  ['brand', ground],
  ['red', ground],
  ['star', ground],
]);

for (const theme of ['light', 'dark'] as const) {
  const ratio = (one: string, other: string): number => {
    const [a, b] = [tokens.get(one), tokens.get(other)];
    if (!a || !b) throw new Error(`tokens.css declares no ${a ? other : one}`);
    return contrast(a[theme], b[theme]);
  };
  test.each(textPairs)(`${theme}: text in %s on %s reaches 4.5:1`, (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(edgePairs)(`${theme}: an edge in %s on %s reaches 3:1`, (edge, ground) => {
    expect(ratio(edge, ground)).toBeGreaterThanOrEqual(3);
  });
}

test('black on white is 21:1', () => {
  expect(contrast({ lightness: 0, chroma: 0, hue: 0 }, { lightness: 1, chroma: 0, hue: 0 })).toBeCloseTo(21, 1);
});
