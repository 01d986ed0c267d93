import { setImmediate } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mintCertificate } from './mint-certificate.fixture.ts';
import { addressesOf, loopbackGuard, openSender } from './open-sender.fixture.ts';
import { answering, openTcp } from './open-tcp.fixture.ts';

const authority = mintCertificate({ name: 'Test Authority' });
const stranger = mintCertificate({ name: 'Another Authority' });
const name = 'hooks.example';
const guard = loopbackGuard({ resolve: () => Promise.resolve(addressesOf(['127.0.0.1'])) });
const openServer = (certificate = mintCertificate({ name, issuer: authority })) =>
  openTcp(
    (socket) => socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')),
    certificate,
  );

const usual = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([authority.cert]));
afterAll(() => setDefaultCACertificates(usual));

test('posts to a server with a valid certificate, over one connection for one request after the other', async () => {
  await using server = await openServer();
  await using sender = openSender({ guard });
  for (let i = 0; i < 3; i += 1) {
    expect(await sender.post(`https://${name}:${server.port}/`)).toMatchObject({ kind: 'answered', body: 'ok' });
    await setImmediate();
  }
  expect(await sender.post(`https://${name}.:${server.port}/`)).toMatchObject({ kind: 'answered', body: 'ok' });
  expect(server.connections()).toBe(2);
});

test.each([
  ['expired', { name, issuer: authority, days: [-9, -2] as [number, number] }, /has expired/],
  ['not valid yet', { name, issuer: authority, days: [2, 9] as [number, number] }, /not valid yet/],
  ['for another name', { name: 'other.example', issuer: authority }, /for another host name/],
  ['self-signed', { name }, /self-signed/],
  ['of an unknown authority', { name, issuer: stranger }, /chain is incomplete/],
])('a certificate that is %s gets no request', async (_, wanted, words) => {
  await using server = await openServer(mintCertificate(wanted));
  await using sender = openSender({ guard });
  const result = await sender.post(`https://${name}:${server.port}/`);
  expect(result).toMatchObject({ kind: 'unanswered', failure: 'tls', error: expect.stringMatching(words) });
  expect(server.heard()).toBe('');
  await server.isLeft();
});

test('plain HTTP at an https URL is a failure of TLS', async () => {
  await using server = await openTcp(answering('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'));
  await using sender = openSender({ guard });
  expect(await sender.post(`https://${name}:${server.port}/`)).toMatchObject({ kind: 'unanswered', failure: 'tls' });
  await server.isLeft();
});

test('TLS at an http URL is no valid HTTP', async () => {
  await using server = await openServer();
  await using sender = openSender({ guard });
  const result = await sender.post(`http://${name}:${server.port}/`);
  expect(result).toMatchObject({ kind: 'unanswered', failure: expect.stringMatching(/^(invalid_http|closed)$/) });
  await server.isLeft();
});

test('a server that hangs up during the TLS greeting is left', async () => {
  await using server = await openTcp((socket) => void socket.once('data', () => socket.end()));
  await using sender = openSender({ guard });
  expect(await sender.post(`https://${name}:${server.port}/`)).toMatchObject({ failure: 'closed' });
  await server.isLeft();
});
