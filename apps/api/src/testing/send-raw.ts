import { Agent, request, type IncomingMessage } from 'node:http';

/** A request as its bytes are to be: nothing is encoded, added or mended on the way. */
export interface RawRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
}

/** What came back, of server-sent events the first; `json` is undefined where the body is not JSON. */
export interface RawAnswer {
  status: number;
  type: string;
  /** By their names in lower case. */
  headers: Record<string, string>;
  text: string;
  json: unknown;
}

/** An answer that is not there by then never comes. */
const patienceMs = 20_000;

/** Sends requests to one server over few connections, until closed. Rejects where no answer comes within 20 s. */
export function createRawClient(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const { hostname, port } = new URL(url);
  return {
    send: ({ body, ...rest }: RawRequest) =>
      new Promise<RawAnswer>((resolve, reject) => {
        const signal = AbortSignal.timeout(patienceMs);
        const outgoing = request({ agent, hostname, port, signal, ...rest }, (incoming) => {
          readAnswer(incoming).then(resolve, reject);
        });
        outgoing.on('error', reject).end(body);
      }),
    close: () => agent.destroy(),
  };
}

async function readAnswer(incoming: IncomingMessage): Promise<RawAnswer> {
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const type = headers['content-type'] ?? '';
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
    // These go on for as long as somebody listens.
    if (type.startsWith('text/event-stream')) break;
  }
  const text = Buffer.concat(chunks).toString();
  return { status: incoming.statusCode ?? 0, type, headers, text, json: toJson(text) };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
