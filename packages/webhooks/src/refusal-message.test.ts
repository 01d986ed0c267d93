import { expect, test } from 'vitest';
import { cutMessage, refusalMessage } from './refusal-message.ts';

test.each([
  ['{"message":"Bad token","error":"x"}', 'Bad token'],
  ['{"message":"","error":"Bad token"}', 'Bad token'],
  ['{"error":{"code":7,"message":"Bad token"}}', 'Bad token'],
  ['{"type":"about:blank","title":"No","detail":"Bad token"}', 'Bad token'],
  ['{"title":"Bad token"}', 'Bad token'],
  ['"Bad token"', 'Bad token'],
  ['Bad\ttoken\r\n', 'Bad token'],
  ['Bad \u001b[31mtoken\u0000', 'Bad [31mtoken'],
  ['pay\u202egnp.exe', 'pay gnp.exe'],
  ['<html><style>b{}</style><body><h1>Bad</h1>token<script>alert(1)</script></body>', 'Bad token'],
  ['<scr<b>ipt>alert(1)</script> a < b', 'scr ipt>alert(1) a < b'],
  ['Bad <img src=x onerror=alert(1)', 'Bad'],
  ['{"ok":false}', null],
  ['[]', null],
  ['  ', null],
  [null, null],
])('of %j the owner reads %j', (body, expected) => {
  expect(refusalMessage(body)).toBe(expected);
});

test('redacts a secret that has markup in it, and one that markup stood in', () => {
  const redact = (text: string) => text.replaceAll('s3<b>cret', '••••').replaceAll('s3 cret', '••••');
  expect(refusalMessage('{"message":"No to s3<b>cret."}', redact)).toBe('No to ••••.');
  expect(refusalMessage('No to s3<i>cret.', redact)).toBe('No to ••••.');
});

test('no message is longer than 300 characters or ends in half a character', () => {
  expect(cutMessage('a'.repeat(300))).toHaveLength(300);
  expect(cutMessage('a'.repeat(301))).toBe(`${'a'.repeat(299)}…`);
  expect(cutMessage(`${'a'.repeat(298)}🛒🛒🛒`)).toBe(`${'a'.repeat(298)}…`);
});
