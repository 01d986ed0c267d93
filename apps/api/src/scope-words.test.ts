import { describe, expect, test } from 'vitest';
import { registry } from './plugins.ts';

const jargon = /\b(?:api|endpunkt|payload|json|http|webhook|scope|namespace|[a-z]+_[a-z_]+)\b|[{}<>]/i;

describe.each(registry.scopes)('$id in German', ({ translations, label, cannot }) => {
  const german = translations?.['de'];

  test('is there, whole, and is not the English over again', () => {
    expect(german).toEqual({
      label: expect.any(String),
      description: expect.any(String),
      group: expect.any(String),
      cannot: expect.any(String),
    });
    expect(german?.label).not.toBe(label);
    expect(german?.cannot).not.toBe(cannot);
  });

  test('is put in plain words', () => {
    const words = german ?? { label: '', description: '', group: '', cannot: '' };
    for (const [field, text] of Object.entries(words)) {
      expect(text.trim(), field).toBe(text);
      expect(text, field).toMatch(/^\p{Lu}/u);
      expect(text, field).not.toMatch(jargon);
      expect(/[.!?]$/.test(text), field).toBe(field === 'description');
    }
    expect(words.label.split(' ').length).toBeLessThanOrEqual(6);
    expect(words.description.split(' ').length).toBeLessThanOrEqual(40);
  });
});
