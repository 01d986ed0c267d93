import { Agent, request } from 'node:http';

/** A request as its bytes are to be: nothing is encoded, added or mended on the way. */
export interface RawRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
}

/** What came back; `json` is undefined where the body is not JSON. */
export interface RawAnswer {
  status: number;
  type: string;
  text: string;
  json: unknown;
}

/** Sends requests to one server over few connections, until closed. */
export function createRawClient(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const { hostname, port } = new URL(url);
  return {
    send: ({ body, ...rest }: RawRequest) =>
      new Promise<RawAnswer>((resolve, reject) => {
        const outgoing = request({ agent, hostname, port, ...rest }, async (incoming) => {
          const chunks: Buffer[] = [];
          for await (const chunk of incoming) chunks.push(chunk as Buffer);
          const text = Buffer.concat(chunks).toString();
          const type = incoming.headers['content-type'] ?? '';
          resolve({ status: incoming.statusCode ?? 0, type, text, json: toJson(text) });
        });
        outgoing.on('error', reject).end(body);
      }),
    close: () => agent.destroy(),
  };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
