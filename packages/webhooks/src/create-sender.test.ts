import { createReceiver } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { loopbackGuard, openSender } from './open-sender.fixture.ts';
import { answering, openTcp } from './open-tcp.fixture.ts';

test('sends the request as it is and answers with status, headers and body', async () => {
  await using receiver = await createReceiver(() => ({ status: 201, body: 'thanks', headers: { 'x-a': 'b' } }));
  await using sender = openSender();
  const result = await sender.post(`${receiver.url}/in?x=1#part`);
  expect(result).toMatchObject({ kind: 'answered', statusCode: 201, body: 'thanks', truncated: false });
  expect(result).toMatchObject({ headers: { 'x-a': 'b' } });
  expect(receiver.requests).toMatchObject([{ method: 'POST', path: '/in?x=1', body: 'hello' }]);
});

test('does not follow a redirect', async () => {
  await using target = await createReceiver();
  await using receiver = await createReceiver(() => ({ status: 307, headers: { location: target.url } }));
  await using sender = openSender();
  expect(await sender.post(receiver.url)).toMatchObject({ kind: 'answered', statusCode: 307 });
  expect(target.requests).toHaveLength(0);
});

test.each([301, 302, 303, 307, 308])('a %i to a metadata address is only an answer', async (status) => {
  const location = 'http://169.254.169.254/latest/meta-data/';
  await using receiver = await createReceiver(() => ({ status, headers: { location } }));
  await using sender = openSender();
  expect(await sender.post(receiver.url)).toMatchObject({
    kind: 'answered',
    statusCode: status,
    headers: { location },
  });
  expect(receiver.requests).toHaveLength(1);
});

test('a closed port and an unknown host are no answer', async () => {
  const server = await openTcp(() => {});
  await server[Symbol.asyncDispose]();
  await using sender = openSender();
  expect(await sender.post(server.url)).toEqual({
    kind: 'unanswered',
    statusCode: null,
    failure: 'connect',
    error: 'The server refused the connection: nothing listens there.',
  });
  const resolve = () => Promise.reject(Object.assign(new Error('query'), { code: 'ENOTFOUND' }));
  await using lost = openSender({ guard: loopbackGuard({ resolve }) });
  expect(await lost.post('https://nowhere.example/')).toEqual({
    kind: 'unanswered',
    statusCode: null,
    failure: 'dns',
    error: 'The host name does not exist.',
  });
});

test('a name server that refuses is no refusal of the server', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('query'), { code: 'ECONNREFUSED' }));
  await using sender = openSender({ guard: loopbackGuard({ resolve }) });
  expect(await sender.post('https://hooks.example/')).toMatchObject({
    failure: 'dns',
    error: 'The host name could not be looked up just now.',
  });
});

test('NUL characters of a body are left out, since PostgreSQL has no place for them', async () => {
  await using receiver = await createReceiver(() => ({ body: 'a\0b' }));
  await using sender = openSender();
  expect(await sender.post(receiver.url)).toMatchObject({ body: 'ab' });
});

test.each<[string, { method?: string; headers?: Record<string, string> }]>([
  ['a line break in a value', { headers: { 'x-a': 'b\r\nx-injected: 1' } }],
  ['CR alone in a value', { headers: { 'x-a': 'b\rx' } }],
  ['LF alone in a value', { headers: { 'x-a': 'b\nx' } }],
  ['NUL in a value', { headers: { 'x-a': 'b\0' } }],
  ['a letter beyond Latin-1 in a value', { headers: { 'x-a': 'b\u{10a}x' } }],
  ['a line break in a name', { headers: { 'x-a\r\nx-injected': '1' } }],
  ['a colon in a name', { headers: { 'x-a: 1': '1' } }],
  ['a space in a name', { headers: { 'x a': '1' } }],
  ['a letter beyond ASCII in a name', { headers: { 'x-é': '1' } }],
  ['an empty name', { headers: { '': '1' } }],
  ['a second length', { headers: { 'content-length': '1' } }],
  ['a coding of its own', { headers: { 'transfer-encoding': 'chunked' } }],
  ['a space in the method', { method: 'GET /other HTTP/1.1\r\nx:' }],
  ['a line break in the method', { method: 'POST\r\n' }],
  ['an empty method', { method: '' }],
  ['CONNECT', { method: 'CONNECT' }],
])('a request with %s is unsendable, and nothing of it leaves', async (_, part) => {
  await using server = await openTcp(answering('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  await using sender = openSender();
  const request = { method: 'POST', url: server.url, headers: {}, body: 'hello', ...part };
  expect(await sender.send(request)).toEqual({
    kind: 'unsendable',
    failure: 'unsendable',
    error: 'The request has a method or a header that HTTP does not allow.',
  });
  expect(server.heard()).toBe('');
});

test('an unsendable request is not even looked up', async () => {
  let asked = 0;
  const resolve = () => {
    asked += 1;
    return Promise.reject(new Error('looked up'));
  };
  await using sender = openSender({ guard: loopbackGuard({ resolve }) });
  const request = { method: 'POST', url: 'http://hooks.example/', headers: { 'x-a': 'b\n' }, body: null };
  expect(await sender.send(request)).toMatchObject({ kind: 'unsendable', failure: 'unsendable' });
  expect(asked).toBe(0);
});
