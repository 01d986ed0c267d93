/** One HTTP request ready to be sent: an absolute http(s) URL, plain header values, and the exact body text or none. */
export interface OutgoingRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}
