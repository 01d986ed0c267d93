/** The platform's sign-in service could not be reached, was too slow, or sent too much. */
export class UnreachableError extends Error {
  override name = 'UnreachableError';
}

const mostBytes = 256 * 1024;

/** A `fetch` that follows no redirect, reads answers whole and takes at most 256 KiB of each. Whatever goes wrong on the way is an {@link UnreachableError}. */
export function createBoundedFetch(): (url: string, options: RequestInit) => Promise<Response> {
  return async (url, options) => {
    try {
      const { status, headers, body } = await fetch(url, { ...options, redirect: 'manual' });
      const bytes = await readAll(body);
      return new Response(bytes.length === 0 ? null : bytes, { status, headers });
    } catch (error) {
      const { name, message, cause } = error as Error;
      const why = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : undefined;
      throw new UnreachableError(`${new URL(url).origin} did not answer: ${why ?? message} (${name})`);
    }
  };
}

async function readAll(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > mostBytes) throw new Error(`The answer is longer than ${mostBytes} bytes.`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
