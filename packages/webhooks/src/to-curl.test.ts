import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { toCurl } from './to-curl.ts';

test('a shell reads every argument of the command as it was, whatever stands in it', () => {
  const request = {
    method: 'POST',
    url: 'https://hooks.example.com/a?b=$(reboot)&c=`id`',
    headers: { 'x-quote': `it's "here" \\ $HOME`, 'content-type': 'text/plain' },
    body: `line one\n'; rm -rf "$HOME" #\t!`,
  };
  const command = toCurl(request).replace(/^curl /, `printf '%s\\0' `);
  const read = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).split('\0').slice(0, -1);
  expect(read).toEqual([
    '--request',
    'POST',
    request.url,
    '--header',
    `x-quote: ${request.headers['x-quote']}`,
    '--header',
    'content-type: text/plain',
    '--data-raw',
    request.body,
  ]);
});

test('a request without a body has none', () => {
  expect(toCurl({ method: 'GET', url: 'https://x.example/', headers: {}, body: null })).toBe(
    'curl --request GET https://x.example/',
  );
});

test('curl is told to take an address as it is where brackets and braces would mean several', () => {
  const url = 'https://x.example/in?tags[]=a&any={b,c}';
  expect(toCurl({ method: 'GET', url, headers: {}, body: null })).toBe(`curl --globoff --request GET '${url}'`);
});
