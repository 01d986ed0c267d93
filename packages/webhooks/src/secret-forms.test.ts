import { expect, test } from 'vitest';
import { createRedactor, redacted } from './redact-secrets.ts';
import { secretForms, secretTraces } from './secret-forms.ts';

/** The same numbers in every run (mulberry32). */
function createRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  return {
    below,
    pick,
    text: (alphabet: readonly string[], length: number) => Array.from({ length }, () => pick(alphabet)).join(''),
  };
}

const plain = [...'ABCDEFXYZabcdefxyz0123456789'];
const awkward = [...plain, ...'+/=-_%&<>"\'\\ \n\tıİßé€𝒳', '\ud800', '%41', '&amp;', 'mm_live_'];
const prefixes = ['', '', 'mm_live_', 'whsec_', ' '];

/** What the redactor did before it looked for traces first: every form taken out of every text. */
function eager(secrets: readonly string[], text: string): string {
  const forms = [...new Set(secrets.flatMap(secretForms))].sort((a, b) => b.length - a.length);
  return forms.reduce((rest, form) => rest.replaceAll(form, redacted), text);
}

test('looking for traces first changes no text, whatever the secrets and however they are spelled in it', () => {
  const random = createRandom(20_261);
  let found = 0;
  for (let round = 0; round < 1000; round += 1) {
    const secrets = Array.from({ length: 1 + random.below(3) }, () => {
      return random.pick(prefixes) + random.text(random.pick([plain, awkward]), random.below(40));
    });
    const forms = ['', ...secrets.flatMap(secretForms)];
    const parts = Array.from({ length: 1 + random.below(5) }, () => {
      const form = random.pick(forms);
      return random.pick([form, form.slice(1), form.slice(0, -1), random.text(awkward, random.below(20))]);
    });
    const text = parts.join('');
    const expected = eager(secrets, text);
    if (expected !== text) found += 1;
    expect(createRedactor(secrets).text(text)).toBe(expected);
  }
  expect(found).toBeGreaterThan(300);
});

test('every form of a secret holds a trace of it, in the given case and in lower case', () => {
  const random = createRandom(7);
  for (let round = 0; round < 500; round += 1) {
    const secret = random.pick(prefixes) + random.text(random.pick([plain, awkward]), 1 + random.below(40));
    const traces = secretTraces(secret);
    for (const form of secretForms(secret)) {
      expect(traces.some((trace) => form.includes(trace))).toBe(true);
      expect(traces.some((trace) => form.toLowerCase().includes(trace.toLowerCase()))).toBe(true);
    }
  }
});
