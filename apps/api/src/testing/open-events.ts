/** One server-sent event, its data read as JSON. */
export interface ServerEvent {
  event: string;
  id: string | undefined;
  data: Record<string, unknown>;
}

/** A stream of server-sent events that is being read. */
export interface OpenEvents extends Disposable {
  status: number;
  headers: Headers;
  /** The next event but beats; undefined once the stream has ended. */
  next(): Promise<ServerEvent | undefined>;
  /** All events but beats that come until the stream ends. */
  rest(): Promise<ServerEvent[]>;
  /** What was answered instead of a stream, as JSON. */
  json(): Promise<unknown>;
}

/** Asks for server-sent events over a connection of its own, as an EventSource would; disposing of it leaves. */
export async function openEvents(url: string, headers: Record<string, string> = {}): Promise<OpenEvents> {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: leaving.signal });
  const events = parse(answer);
  const next = async (): Promise<ServerEvent | undefined> => (await events.next()).value ?? undefined;
  return {
    status: answer.status,
    headers: answer.headers,
    next,
    async rest() {
      const all: ServerEvent[] = [];
      for (let event = await next(); event !== undefined; event = await next()) all.push(event);
      return all;
    },
    json: () => answer.json(),
    [Symbol.dispose]: () => leaving.abort(),
  };
}

async function* parse({ body }: Response): AsyncGenerator<ServerEvent, undefined> {
  if (body === null) return undefined;
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = new Map(text.slice(0, end).split('\n').map(toField));
      text = text.slice(end + 2);
      const event = fields.get('event');
      if (event === undefined || event === 'beat') continue;
      const data = JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown>;
      yield { event, id: fields.get('id'), data };
    }
  }
  return undefined;
}

function toField(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
}
