/** Texts that have broken programs before: NUL, half characters, odd letters, names of prototypes, other languages' syntax, lengths. */
export const oddTexts = [
  '',
  ' ',
  '\n',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfff',
  '\ud83d\ude00',
  '\u202e',
  '\ufeff',
  '\u2028',
  'İı',
  'ﬀ',
  ...words(
    `__proto__ constructor toString hasOwnProperty true null NaN -1 1e999 %00 ? ?? {{api_key}} {{ \${x} $1 :name \\`,
  ),
  ...words(`../../etc/passwd http://user:pass@127.0.0.1/ http://[::1 javascript:alert(1) asset:`),
  "'; drop table installs.installations; --",
  'x'.repeat(70_000),
  'ı'.repeat(9_000),
];

/** Everything in JSON that is no text: edges of numbers, wrong kinds, prototypes as own names, breadth and depth. */
export const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  -0,
  1.5,
  2 ** 31,
  2 ** 53,
  1e21,
  1e308,
  [],
  {},
  [[]],
  [null],
  Array.from({ length: 3_000 }, (_, index) => `n${index}`),
  nested(60),
  Object.fromEntries([['__proto__', { isAdmin: true }]]),
  Object.fromEntries([['constructor', { prototype: { isAdmin: true } }]]),
];

/** Bodies that are no JSON, or JSON that a parser or a walker may trip over. */
export const oddBodies: readonly (string | Buffer)[] = [
  '',
  ' ',
  'null',
  '[]',
  '0',
  '"x"',
  '{',
  '{}{}',
  '\ufeff{}',
  '{"a":1,}',
  "{'a':1}",
  '{"a":1e9999}',
  '{"a":"\\ud800"}',
  '{"__proto__":{"isAdmin":true}}',
  '{"\\u0000":1}',
  '{"a":"\\u0000"}',
  '['.repeat(200_000),
  '{"a":'.repeat(60_000),
  '['.repeat(200_000) + ']'.repeat(200_000),
  `{"manifest":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from('{"a":1}', 'utf16le'),
  Buffer.alloc(100),
];

/** Pieces of a URL, percent-encoded as they stand there, sometimes wrongly. */
export const oddSegments = [
  ...words(
    `%00 % %zz %ff %ED%A0%80 %C0%80 %2e%2e %2F ..%2f %5c %3F %0d%0aset-cookie:%20a + %F0%9F%98%80 %22 %25s %EF%BF%BF`,
  ),
  ...words(`__proto__ constructor 0 -1 null undefined * ' 1e3 ${'a'.repeat(4_000)}`),
];

/** Values of headers, by the header. */
export const oddHeaders: Readonly<Record<string, readonly string[]>> = {
  'content-type': [
    ...words(`application/json text/plain application/x-www-form-urlencoded application/problem+json ;;`),
    '',
    'application/json; charset=utf-16',
    'application/json; charset=latin1',
    'application/json; charset="',
    'multipart/form-data; boundary=x',
    'application/json, text/html',
  ],
  'content-encoding': ['identity', 'gzip', 'br', 'x', 'gzip, gzip'],
  'idempotency-key': ['', ' ', 'k', 'a b', 'k'.repeat(200), 'k'.repeat(201), '__proto__', '\u00e9', '"', '\\'],
  'if-match': ['*', '"draft-1"', 'W/"draft-1"', '"', '', '"a", "b"', 'x'.repeat(3_000)],
  cookie: [
    '',
    ';',
    '=',
    'minimart.session_token=x',
    'minimart.session_token=%',
    'minimart.session_token=%00.x',
    `minimart.session_token=${'a'.repeat(5_000)}.b`,
  ],
  accept: ['*/*', 'text/html', 'image/png;q=0', ''],
  'x-forwarded-for': ['127.0.0.1', 'x', ',,,', '::ffff:1.2.3.4, 10.0.0.1'],
  'x-forwarded-host': ['evil.test', '', 'a, b'],
  'x-forwarded-proto': ['https', '?', ''],
  host: ['store.test', 'evil.test', '', 'a b', '[::1'],
  range: ['bytes=0-1', 'bytes=9-1'],
  'if-none-match': ['*', '"x"'],
  origin: ['null', 'http://evil.test', 'x'],
};

function words(text: string): string[] {
  return text.split(' ');
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: [nested(depth - 1)] };
}
