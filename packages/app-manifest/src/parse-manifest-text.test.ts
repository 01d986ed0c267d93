import { describe, expect, it } from 'vitest';
import { locateMistakes } from './locate-mistakes.ts';
import { parseManifestText } from './parse-manifest-text.ts';

describe('parseManifestText', () => {
  it('reads YAML and JSON alike, JSON with tabs included', () => {
    const value = { name: 'Tag Sync', scopes: [{ id: 'flow-tags:view' }] };
    expect(parseManifestText('name: Tag Sync\nscopes:\n  - { id: "flow-tags:view" }\n')).toEqual({ ok: true, value });
    expect(parseManifestText(JSON.stringify(value, null, '\t'))).toEqual({ ok: true, value });
  });

  it.each([
    ['name: Tag Sync\nslug: [a\nsummary: x\n', 'Line 3'],
    ['name: a\nname: b\n', 'Line 2, column 1: Map keys must be unique.'],
    ['{\n  "name": "a",\n  "slug" "b"\n}', 'Line 3'],
    ['{\n\t"name": "a",\n\t"slug": "b",\n\t"name": "c"\n}', 'Line 4, column 2: Map keys must be unique.'],
    ['a: *b\n', 'The alias *b has no anchor &b before it.'],
    ['name: a\n---\nname: b\n', 'Line 2'],
  ])('tells where the mistake is in %j', (text, words) => {
    const result = parseManifestText(text);
    expect(!result.ok && result.errors[0]).toMatchObject({ path: 'manifest', message: expect.stringContaining(words) });
  });

  it('allows a few aliases and refuses a document that multiplies itself', () => {
    expect(parseManifestText('a: &x [1]\nb: *x\n')).toEqual({ ok: true, value: { a: [1], b: [1] } });
    const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
    for (let level = 1; level < 9; level++)
      bomb.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join()}]`,
      );
    expect(parseManifestText(bomb.join('\n'))).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringContaining('aliases') }],
    });
  });

  it('refuses a text that is too long or nested too deeply', () => {
    expect(parseManifestText(' '.repeat(256 * 1024 + 1))).toMatchObject({
      ok: false,
      errors: [{ message: 'The manifest is longer than 256 KiB.' }],
    });
    expect(parseManifestText('a: '.padEnd(100_000, '['))).toMatchObject({ ok: false });
  });

  it('gives a __proto__ key no power', () => {
    for (const text of ['__proto__: { polluted: true }\n', '{"__proto__": {"polluted": true}}']) {
      const result = parseManifestText(text);
      expect(result.ok && (result.value as { polluted?: boolean }).polluted).toBeUndefined();
    }
  });

  const many = (count: number, line: (n: number) => string, between = '\n') =>
    Array.from({ length: count }, (_, n) => line(n)).join(between);

  it.each([
    ['names', many(20_000, (n) => `name${n}: 1`)],
    ['names in JSON', `{${many(20_000, (n) => `"name${n}":1`, ',')}}`],
    ['names that come twice', many(40_000, () => 'a: 1')],
    ['anchors with an alias each', `${many(8000, (n) => `- &a${n} 1`)}\n${many(8000, (n) => `- *a${n}`)}`],
    ['escapes that are none', `"${'\\q'.repeat(50_000)}"`],
    ['tags and anchors before nothing', '&a !!str '.repeat(25_000)],
    ['brackets', '['.repeat(200_000)],
    ['brackets that are closed', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('is done soon with 256 KiB full of %s', (_, text) => {
    const started = process.cpuUsage();
    parseManifestText(text);
    locateMistakes(text, [{ path: 'manifest.name', message: 'It is missing.' }]);
    expect(process.cpuUsage(started).user).toBeLessThan(8_000_000);
  });

  it('keeps a text a text, whatever its tag says that it is', () => {
    expect(parseManifestText('a: !!binary aaaa\nb: !!timestamp 2001-01-01\n')).toEqual({
      ok: true,
      value: { a: 'aaaa', b: '2001-01-01' },
    });
  });
});
