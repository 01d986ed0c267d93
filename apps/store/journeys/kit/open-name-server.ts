import { createSocket } from 'node:dgram';

/** A name server (RFC 1035, over UDP) at a port of this machine, which knows the TXT records that it is given by name. */
export interface NameServer extends AsyncDisposable {
  texts: Map<string, string>;
}

const typeTxt = 16;

/** Opens it; a name without a text does not exist. */
export async function openNameServer(port: number): Promise<NameServer> {
  const texts = new Map<string, string>();
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, end } = nameIn(query);
    const text = query.readUInt16BE(end) === typeTxt ? texts.get(name) : undefined;
    const code = text === undefined ? 3 : 0;
    const head = Buffer.from([
      query[0]!,
      query[1]!,
      0x81,
      0x80 | code,
      0,
      1,
      0,
      text === undefined ? 0 : 1,
      0,
      0,
      0,
      0,
    ]);
    const answer = [head, query.subarray(12, end + 4), ...(text === undefined ? [] : [record(text)])];
    socket.send(Buffer.concat(answer), from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => socket.once('error', reject).bind(port, '127.0.0.1', resolve));
  return {
    texts,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

/** A port that is free for UDP now. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
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

function record(text: string): Buffer {
  const data = Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
  const head = Buffer.from([0xc0, 0x0c, 0, typeTxt, 0, 1, 0, 0, 0, 0, 0, data.length]);
  return Buffer.concat([head, data]);
}
