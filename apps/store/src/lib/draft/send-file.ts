import type { UploadUse } from './upload-words.ts';

/** What came of an upload: the reference for the manifest, or what to tell. `cancelled` needs no words. */
export type Sent = { ok: true; reference: string } | { ok: false; message: string } | { ok: false; cancelled: true };

interface Sending {
  use: UploadUse;
  /** How much of the file has been sent, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

// fetch tells nothing of how much has been sent.
/** Sends a file to the API and tells how far it is. Never throws. */
export function sendFile(file: Blob, { use, onProgress, signal }: Sending): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => resolve(read(request.status, request.responseText)));
    request.addEventListener('error', () => resolve({ ok: false, message: lost }));
    request.addEventListener('abort', () => resolve({ ok: false, cancelled: true }));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', `/v1/developer/assets?use=${use}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

const lost = 'The file did not get through. Check your connection and try again.';

function read(status: number, text: string): Sent {
  const body = parse(text);
  if (status === 201 && typeof body['reference'] === 'string') return { ok: true, reference: body['reference'] };
  if (status === 401)
    return { ok: false, message: 'You are signed out. Sign in again in another tab, then try again.' };
  if (typeof body['detail'] === 'string') return { ok: false, message: body['detail'] };
  return { ok: false, message: 'The file could not be taken just now. Try again in a moment.' };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
