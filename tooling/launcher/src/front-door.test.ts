import { createServer, get, request, type IncomingMessage, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { FrontDoor } from './front-door.ts';

async function backend(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.asyncDispose]: async () => void server.close().closeAllConnections() };
}

async function open(ports: { api?: number; store?: number }, trustedProxies: string[] = []) {
  const door = new FrontDoor({ host: '127.0.0.1', port: 0, trustedProxies, target: (program) => ports[program] });
  await door.listen();
  return Object.assign(door, { [Symbol.asyncDispose]: () => door.close(0) });
}

const echo =
  (name: string): RequestListener =>
  (incoming, response) =>
    response.end(JSON.stringify({ name, url: incoming.url, headers: incoming.headers }));

describe('FrontDoor', () => {
  it.each([
    ['/v1/apps?query=a', 'api'],
    ['/api/flow/tags', 'api'],
    ['/openapi.json', 'api'],
    ['/docs', 'api'],
    ['/errors/unknown-scope', 'api'],
    ['/assets/asset_1', 'api'],
    ['/health/live', 'api'],
    ['/metrics', 'api'],
    ['/', 'store'],
    ['/apps/tag-sync', 'store'],
    ['/apis', 'store'],
    ['/v10', 'store'],
    ['/documents', 'store'],
    ['/_app/immutable/assets/a.css', 'store'],
  ])('sends %s to the %s', async (path, name) => {
    await using api = await backend(echo('api'));
    await using store = await backend(echo('store'));
    await using door = await open({ api: api.port, store: store.port });
    const answer = await fetch(door.baseUrl + path);
    expect(await answer.json()).toMatchObject({ name, url: path });
  });

  it('replaces what a client claims about where the request comes from', async () => {
    await using api = await backend(echo('api'));
    await using door = await open({ api: api.port });
    const claims = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-prefix': '/evil',
      'x-real-ip': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
    };
    const answer = await fetch(`${door.baseUrl}/v1/me`, { headers: claims });
    const { headers } = (await answer.json()) as { headers: Record<string, string> };
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(door.baseUrl).host,
    });
    expect(JSON.stringify(headers)).not.toMatch(/203\.0\.113\.9|evil/);
  });

  it('takes the word of a trusted proxy about who asks, and of no other', async () => {
    await using api = await backend(echo('api'));
    await using trusting = await open({ api: api.port }, ['127.0.0.0/8', '10.0.0.0/8']);
    await using other = await open({ api: api.port }, ['10.0.0.0/8']);
    const claims = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.1.2.3', 'x-forwarded-host': 'evil.example' };
    const told = async (door: FrontDoor) => {
      const answer = await fetch(`${door.baseUrl}/v1/me`, { headers: claims });
      const { headers } = (await answer.json()) as { headers: Record<string, string> };
      return [headers['x-forwarded-for'], headers['x-forwarded-host']];
    };
    expect(await told(trusting)).toEqual(['203.0.113.9', new URL(trusting.baseUrl).host]);
    expect(await told(other)).toEqual(['127.0.0.1', new URL(other.baseUrl).host]);
  });

  it('passes each event of a stream on as it comes', async () => {
    let finish = () => {};
    await using api = await backend((_incoming, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: one\n\n');
      finish = () => response.end('data: two\n\n');
    });
    await using door = await open({ api: api.port });
    const answer = await fetch(`${door.baseUrl}/v1/events`);
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe('data: one\n\n');
    finish();
    expect((await reader.read()).value).toBe('data: two\n\n');
  });

  it('passes a body on before it is whole', async () => {
    let seen: (chunk: string) => void = () => {};
    const first = new Promise<string>((resolve) => (seen = resolve));
    await using api = await backend(async (incoming, response) => {
      incoming.once('data', (chunk: Buffer) => seen(String(chunk)));
      response.end(await text(incoming));
    });
    await using door = await open({ api: api.port });
    const upload = request(`${door.baseUrl}/v1/upload`, { method: 'POST' });
    upload.write('first');
    expect(await first).toBe('first');
    const answer = new Promise<IncomingMessage>((resolve) => upload.once('response', resolve));
    upload.end(' and last');
    expect(await text(await answer)).toBe('first and last');
  });

  it('answers others while hundreds of visitors send their bodies slowly', async () => {
    await using api = await backend((incoming, response) => incoming.resume().on('end', () => response.end()));
    await using door = await open({ api: api.port });
    const slow = Array.from({ length: 300 }, () => {
      const upload = request(`${door.baseUrl}/v1/upload`, { method: 'POST' }).on('error', () => {});
      return new Promise<typeof upload>((resolve) => upload.write('first', () => resolve(upload)));
    });
    const uploads = await Promise.all(slow);
    expect((await fetch(`${door.baseUrl}/v1/me`)).status).toBe(200);
    for (const upload of uploads) upload.destroy();
  });

  it('ends the request to the program when the visitor leaves', async () => {
    let left = () => {};
    const gone = new Promise<void>((resolve) => (left = resolve));
    await using api = await backend((_incoming, response) => {
      response.on('close', () => left());
      response.write('data: one\n\n');
    });
    await using door = await open({ api: api.port });
    const visit = get(`${door.baseUrl}/v1/events`, (answer) => answer.once('data', () => visit.destroy()));
    visit.on('error', () => {});
    await gone;
  });

  it('answers 503 in the form that the asker reads while a program is not up', async () => {
    await using door = await open({});
    const [api, page] = await Promise.all([fetch(`${door.baseUrl}/v1/me`), fetch(`${door.baseUrl}/`)]);
    expect([api.status, api.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
  });

  it('gives its own answers what keeps a browser from doing more with them than was meant', async () => {
    await using door = await open({});
    const behindTls = new FrontDoor({
      host: '127.0.0.1',
      port: 0,
      baseUrl: 'https://store.example.com',
      target: () => undefined,
    });
    await behindTls.listen();
    const elsewhere = await fetch(`${door.baseUrl.replace('127.0.0.1', 'localhost')}/`, {
      headers: { accept: 'text/html' },
      redirect: 'manual',
    });
    const answers = [...(await Promise.all(['/', '/v1/me'].map((path) => fetch(door.baseUrl + path)))), elsewhere];
    expect(elsewhere.status).toBe(307);
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.has('strict-transport-security')).toBe(false);
    }
    const overTls = await fetch(`http://127.0.0.1:${behindTls.port}/`);
    expect(overTls.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    await behindTls.close(0);
  });

  it('closes the connection of whoever sends the head of a request too slowly', async () => {
    const door = new FrontDoor({ host: '127.0.0.1', port: 0, headMs: 200, target: () => undefined });
    await door.listen();
    const socket = connect(door.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (piece: Buffer) => (answer += piece.toString()));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('GET / HTTP/1.1\r\nhost: a\r\nx-slow: ');
    await closed;
    expect(answer).toContain('408 Request Timeout');
    await door.close(0);
  });

  it('does not keep the connection of whoever sends on to a program that is gone', async () => {
    await using door = await open({});
    const socket = connect(door.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (piece: Buffer) => (answer += piece.toString())).on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('POST /v1/me HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\nhello');
    await closed;
    expect(answer).toContain('503 Service Unavailable');
  });

  it('answers 502 when a program is gone', async () => {
    const dead = await backend(echo('api'));
    await dead[Symbol.asyncDispose]();
    await using door = await open({ api: dead.port });
    expect((await fetch(`${door.baseUrl}/v1/me`)).status).toBe(502);
  });

  it('sends a page asked for as localhost to the one origin, an API call not', async () => {
    await using both = await backend(echo('any'));
    await using door = await open({ api: both.port, store: both.port });
    const ask = (accept: string) =>
      new Promise<IncomingMessage>((resolve) =>
        get(
          `${door.baseUrl}/apps?x=1`,
          { headers: { host: `localhost:${new URL(door.baseUrl).port}`, accept } },
          resolve,
        ),
      );
    const page = await ask('text/html');
    expect([page.statusCode, page.headers.location]).toEqual([307, `${door.baseUrl}/apps?x=1`]);
    expect((await ask('application/json')).statusCode).toBe(200);
  });

  it('says that a port is taken and how to choose another', async () => {
    await using taken = await backend(echo('other'));
    const door = new FrontDoor({ host: '127.0.0.1', port: taken.port, target: () => undefined });
    await expect(door.listen()).rejects.toMatchObject({
      message: `Port ${taken.port} is taken by another program.`,
      advice: [expect.stringContaining('PORT=')],
    });
  });
});
