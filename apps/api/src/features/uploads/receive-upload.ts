import { Refusal } from '@minimart/problem';
import busboy from 'busboy';
import type { Request } from 'express';
import { receiveFile, tooLarge, tooSlow, type ReceivedFile, type Receiving } from './receive-file.ts';

// What a form has around its file.
const mostAround = 20_000;

/** Whether a request is a form with a file in it, as a page without scripts sends it. */
export function isForm(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.get('content-type') ?? '');
}

/** Takes the file of a request: its body as it is, or the first file of a form. Refuses as {@link receiveFile}, and a length that is too much at once. */
export async function receiveUpload(request: Request, receiving: Receiving): Promise<ReceivedFile> {
  const { mostBytes } = receiving;
  const length = Number(request.get('content-length') ?? 0);
  if (length > mostBytes + (isForm(request) ? mostAround : 0)) throw tooLarge(mostBytes);
  if (request.get('content-encoding') !== undefined) {
    throw new Refusal({
      code: 'unsupported_media_type',
      detail: 'Send the file as it is, without a Content-Encoding.',
    });
  }
  return isForm(request) ? receiveForm(request, receiving) : receiveFile(request, receiving);
}

function receiveForm(request: Request, receiving: Receiving): Promise<ReceivedFile> {
  const form = readForm(request);
  const timers: NodeJS.Timeout[] = [];
  return new Promise<ReceivedFile>((resolve, reject) => {
    // Beside those of its file: what comes before it and after it may take no longer, either.
    const giveUp = () => reject(tooSlow());
    const idle = setTimeout(giveUp, receiving.idleMs);
    timers.push(idle, setTimeout(giveUp, receiving.wholeMs));
    request.on('data', () => idle.refresh());
    let received: Promise<ReceivedFile> | undefined;
    form.on('file', (_name, file) => {
      // What ends the form in the middle ends its file, too.
      file.on('error', () => {});
      received = receiveFile(file, receiving);
      received.catch(reject);
    });
    const fail = () => reject(malformed());
    form.once('error', fail).once('close', () => (received === undefined ? fail() : received.then(resolve, reject)));
    request.once('close', () => (request.complete ? undefined : fail()));
    request.pipe(form);
  }).finally(() => {
    for (const timer of timers) clearTimeout(timer);
    request.unpipe(form);
    form.destroy();
  });
}

function readForm(request: Request) {
  try {
    return busboy({
      headers: request.headers,
      limits: { files: 1, fields: 4, fieldSize: 1_000, parts: 6, headerPairs: 20 },
    });
  } catch {
    throw malformed();
  }
}

function malformed(): Refusal {
  return new Refusal({
    code: 'invalid_request',
    detail: 'The form cannot be read. Choose a file, and send the form again.',
  });
}
