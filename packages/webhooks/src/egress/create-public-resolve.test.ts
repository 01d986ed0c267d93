import { createSocket } from 'node:dgram';
import { expect, test } from 'vitest';
import { createPublicResolve } from './create-public-resolve.ts';

const types: Record<number, 'A' | 'AAAA'> = { 1: 'A', 28: 'AAAA' };

const six = '26064700000000000000000000001111';

interface Zone {
  [name: string]: { A?: string[]; AAAA?: string[]; ttl?: number } | 'servfail' | 'silence';
}

/** A name server on 127.0.0.1 (RFC 1035, over UDP) that knows a few names. */
async function openNameServer(zone: Zone) {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, end } = nameIn(query);
    const type = types[query.readUInt16BE(end)];
    const entry = zone[name];
    asked.push(`${name} ${type}`);
    if (entry === 'silence' || type === undefined) return;
    const found = entry === undefined || entry === 'servfail' ? [] : (entry[type] ?? []);
    const code = entry === undefined ? 3 : entry === 'servfail' ? 2 : 0;
    const ttl = typeof entry === 'object' ? (entry.ttl ?? 60) : 0;
    const head = Buffer.from([query[0]!, query[1]!, 0x81, 0x80 | code, 0, 1, 0, found.length, 0, 0, 0, 0]);
    const records = found.map((text) => record({ type: query.readUInt16BE(end), ttl, data: bytesOf(text) }));
    socket.send(Buffer.concat([head, query.subarray(12, end + 4), ...records]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

function nameIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let size = query[at]!; size > 0; size = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + size));
    at += 1 + size;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function record({ type, ttl, data }: { type: number; ttl: number; data: Buffer }): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(ttl, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

/** The bytes of an IPv4 address, or of an IPv6 address that is written as 32 hex digits. */
function bytesOf(text: string): Buffer {
  return text.includes('.') ? Buffer.from(text.split('.').map(Number)) : Buffer.from(text, 'hex');
}

test('asks for IPv4 and IPv6 addresses and gives the shortest TTL, asking anew each time', async () => {
  await using names = await openNameServer({
    'both.example': { A: ['93.184.216.34', '93.184.216.35'], AAAA: [six], ttl: 42 },
  });
  const resolve = createPublicResolve({ servers: [names.address] });
  for (let i = 0; i < 2; i += 1) {
    const { addresses, ttlMs } = await resolve('both.example');
    expect(addresses.toSorted((a, b) => a.address.localeCompare(b.address))).toEqual([
      { address: '2606:4700::1111', family: 6 },
      { address: '93.184.216.34', family: 4 },
      { address: '93.184.216.35', family: 4 },
    ]);
    expect(ttlMs).toBe(42_000);
  }
  expect(names.asked.toSorted()).toEqual(['A', 'A', 'AAAA', 'AAAA'].map((type) => `both.example ${type}`));
});

test('one kind of address is enough', async () => {
  await using names = await openNameServer({
    'four.example': { A: ['93.184.216.34'] },
    'six.example': { AAAA: [six] },
  });
  const resolve = createPublicResolve({ servers: [names.address] });
  expect(await resolve('four.example')).toMatchObject({ addresses: [{ address: '93.184.216.34' }], ttlMs: 60_000 });
  expect(await resolve('six.example')).toMatchObject({ addresses: [{ address: '2606:4700::1111' }] });
});

test('tells a name that does not exist, one without an address and a failing server apart', async () => {
  await using names = await openNameServer({ 'empty.example': {}, 'broken.example': 'servfail' });
  const resolve = createPublicResolve({ servers: [names.address] });
  await expect(resolve('nowhere.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(resolve('empty.example')).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(resolve('broken.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
});

test('names whose server is silent end by themselves, and keep no other name waiting', async () => {
  const dead = Array.from({ length: 50 }, (_, i) => `dead${i}.example`);
  await using names = await openNameServer({
    ...Object.fromEntries(dead.map((name) => [name, 'silence'] as const)),
    'alive.example': { A: ['93.184.216.34'] },
  });
  const resolve = createPublicResolve({ servers: [names.address] });
  let ended = 0;
  const waiting = dead.map((name) =>
    resolve(name)
      .finally(() => (ended += 1))
      .catch((error: unknown) => error),
  );
  expect(await resolve('alive.example')).toMatchObject({ addresses: [{ address: '93.184.216.34' }] });
  expect(ended).toBe(0);
  expect(await Promise.all(waiting)).toMatchObject(dead.map(() => ({ code: 'ETIMEOUT' })));
});
