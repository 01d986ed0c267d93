import { describe, expect, it } from 'vitest';
import { demoContent } from './demo-content.ts';

const { apps } = demoContent({ receiverUrl: 'http://127.0.0.1:4700' });

describe.each(apps.map(({ manifest, art }) => [manifest.slug, art] as const))('the pictures of %s', (_, art) => {
  const pictures = [art.logo, art.cover, ...art.screenshots.map(({ svg }) => svg)];

  it('have the sizes that the store expects', () => {
    expect(art.logo).toContain('width="256" height="256" viewBox="0 0 256 256"');
    expect(art.cover).toContain('width="1600" height="900" viewBox="0 0 1600 900"');
    expect(art.screenshots.length).toBeGreaterThan(0);
    for (const { svg } of art.screenshots) expect(svg).toContain('width="1280" height="800" viewBox="0 0 1280 800"');
  });

  it('are well-formed, and every number in them is one', () => {
    for (const svg of pictures) {
      expect(unclosed(svg)).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
    }
  });

  it('run nothing and load nothing', () => {
    for (const svg of pictures) {
      expect(svg).not.toMatch(/<(?:script|style|foreignObject|image|use|a|animate|set)\b/iu);
      expect(svg).not.toMatch(/\son\w+=|href=|javascript:|data:/iu);
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:/u);
    }
  });

  it('point to definitions that are there, each once', () => {
    for (const svg of pictures) {
      const ids = [...svg.matchAll(/\sid="([^"]+)"/gu)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/gu)) expect(ids).toContain(id);
    }
  });

  it('are said in words for those who do not see them', () => {
    for (const { alt } of art.screenshots) expect(alt).toMatch(/^[A-Z].{40,190}\.$/u);
  });

  it('are small enough to be sent', () => {
    for (const svg of pictures) expect(svg.length).toBeLessThan(32_000);
  });
});

/** The elements left open, or the first one that is closed out of turn, by a reader that knows tags, quotes and entities only. */
function unclosed(svg: string): string[] {
  const open: string[] = [];
  let rest = svg;
  while (rest !== '') {
    const [whole = '', text = ''] = /^([^<>&]|&(?:amp|lt|gt|quot);)+/u.exec(rest) ?? [];
    const [tag, close, name = '', self] =
      /^<(\/?)([a-zA-Z]+)(?:\s[\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*(\/?)>/u.exec(rest) ?? [];
    if (tag === undefined && text === '') return [`cannot be read: ${rest.slice(0, 60)}`];
    if (tag !== undefined && close && open.pop() !== name) return [`closed out of turn: ${name}`];
    if (tag !== undefined && !close && !self) open.push(name);
    rest = rest.slice(tag?.length ?? whole.length);
  }
  return open;
}
