import type { CDPSession, Page } from 'playwright-core';

/** A page or a piece of page data that a browser was given. */
export interface Received {
  url: string;
  text: string;
}

interface Paused {
  requestId: string;
  request: { url: string };
  responseStatusCode?: number;
  responseHeaders?: { name: string; value: string }[];
}

/**
 * Records every document and every answer to a script of a page. Each is held back until its body has been read (Chrome DevTools
 * Protocol, domain Fetch): asked for afterwards, the body of a page that was left in the meantime is gone. A stream of events has no end
 * to wait for, so each of its messages is recorded as it comes.
 */
export async function recordReceived(page: Page): Promise<() => Promise<Received[]>> {
  const session = await page.context().newCDPSession(page);
  const reading: Promise<Received>[] = [];
  session.on('Network.eventSourceMessageReceived', ({ eventName, eventId, data }) => {
    reading.push(Promise.resolve({ url: 'an event', text: `${eventName} ${eventId} ${data}` }));
  });
  await session.send('Network.enable');
  session.on('Fetch.requestPaused', (paused) => {
    const received = readAndLetGo(session, paused);
    received.catch(() => {}); // told to whoever asks what was received
    reading.push(received);
  });
  const resourceTypes = ['Document', 'XHR', 'Fetch'] as const;
  await session.send('Fetch.enable', {
    patterns: resourceTypes.map((resourceType) => ({ resourceType, requestStage: 'Response' as const })),
  });
  return () => Promise.all(reading);
}

async function readAndLetGo(session: CDPSession, paused: Paused): Promise<Received> {
  const { requestId, request, responseStatusCode: status } = paused;
  const received = { url: request.url, text: '' };
  try {
    const hasBody = status !== undefined && (status < 300 || status >= 400) && status !== 204 && !isEventStream(paused);
    if (hasBody) received.text = await readBody(session, requestId);
    await session.send('Fetch.continueRequest', { requestId });
  } catch (error) {
    if (!isGivenUp(error)) throw error;
  }
  return received;
}

function isEventStream({ responseHeaders = [] }: Paused): boolean {
  return responseHeaders.some(
    ({ name, value }) => /^content-type$/i.test(name) && value.startsWith('text/event-stream'),
  );
}

async function readBody(session: CDPSession, requestId: string): Promise<string> {
  const { body, base64Encoded } = await session.send('Fetch.getResponseBody', { requestId });
  return base64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}

/** Whether the browser stopped waiting for an answer, so that nothing of it reaches the page. */
function isGivenUp(error: unknown): boolean {
  return /Invalid InterceptionId|has been closed|session closed/i.test(String(error));
}
