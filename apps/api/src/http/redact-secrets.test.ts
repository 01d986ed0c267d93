import { mintToken } from '@minimart/tokens';
import { expect, test } from 'vitest';
import { redactSecrets } from './redact-secrets.ts';

test.each(['mm_live', 'mm_test', 'mm_pat'])('of a %s token only the ends stay, wherever it stands', (prefix) => {
  const [one, two] = [mintToken(prefix), mintToken(prefix)];
  const ends = (token: string) => `${token.slice(0, prefix.length + 5)}...${token.slice(-4)}`;
  expect(redactSecrets(`a${one}, x_${two}b and ${one}`)).toBe(`a${ends(one)}, x_${ends(two)}b and ${ends(one)}`);
});

test('of a signing secret nothing stays', () => {
  expect(redactSecrets('It is whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw== now')).toBe('It is whsec_... now');
});

test('other words stay as they are', () => {
  const words = 'mm_live_ is how keys begin, mm_pat_1 is none, and neither is whsec_x.';
  expect(redactSecrets(words)).toBe(words);
});
