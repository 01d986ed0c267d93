import { describe, expect, it } from 'vitest';
import { locateMistakes } from './locate-mistakes.ts';

const at = (text: string, path: string) => locateMistakes(text, [{ path, message: 'Wrong.' }])[0]?.message;

describe('locateMistakes', () => {
  it('names the line of a field, in YAML and in JSON', () => {
    const yaml = '# An app\nname: Tag Sync\nscopes:\n  - id: flows:view\n    reason: 5\n';
    expect(at(yaml, 'manifest.name')).toBe('Line 2: Wrong.');
    expect(at(yaml, 'manifest.scopes[0].reason')).toBe('Line 5: Wrong.');
    const json = JSON.stringify({ name: 'a', links: { support: 'x' } }, null, 2);
    expect(at(json, 'manifest.links.support')).toBe('Line 4: Wrong.');
    expect(at(json.replaceAll('  ', '\t'), 'manifest.links.support')).toBe('Line 4: Wrong.');
  });

  it('tells of a missing field at what it is missing from', () => {
    const text = 'name: a\nscopes:\n  - id: flows:view\n  - id: flow-tags:view\n    optional: true\n';
    expect(at(text, 'manifest.scopes[1].reason')).toBe('Line 4: Wrong.');
    expect(at(text, 'manifest.slug')).toBe('Line 1: Wrong.');
  });

  it('leaves a message as it is where no line is known', () => {
    expect(at('name: [', 'manifest.name')).toBe('Wrong.');
    expect(at('', 'manifest')).toBe('Wrong.');
  });
});
