import { expect, test } from 'vitest';
import { explainPlatform } from './explain-platform.ts';

const explain = (query: string) => explainPlatform(new URLSearchParams(query), 'Acme');

test.each([
  ['platform=unreachable', /^Acme does not answer/],
  ['platform=email_taken', /confirm the address first/],
  [
    'platform=claim&field=minimart_workspaces[1].role&fault=role',
    /tell the people at Acme: minimart_workspaces\[1\]\.role must be owner, admin or member\.$/,
  ],
  [
    'platform=claim&field=https://acme.example/workspaces&fault=missing',
    /https:\/\/acme\.example\/workspaces is missing/,
  ],
])('%s is explained', (query, words) => {
  expect(explain(query)).toMatch(words);
});

test.each([
  '',
  'platform=',
  'platform=nonsense',
  'platform=constructor',
  'platform=claim',
  'platform=claim&field=sub&fault=toString',
  'platform=claim&fault=role&field=Call%20us%20on%20555',
  'platform=claim&fault=role&field=',
])('%j, which anybody can write into an address, says nothing', (query) => {
  expect(explain(query)).toBeUndefined();
});
