import { createHash } from 'node:crypto';

/** An XML document with a strong entity tag. */
export function answerXml(text: string): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return new Response(text, { headers: { 'content-type': 'application/xml; charset=utf-8', etag } });
}
