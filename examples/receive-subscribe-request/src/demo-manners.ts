import type { RequestListener } from 'node:http';
import type { SubscribeBody } from './receiver-options.ts';

/** The client code that Ledger Link accepts in the demo; its listing says so. */
export const rightClientCode = 'ORCHARD-42';

/** Why the demo's apps turn a sign-up down, in words for the owner; undefined when they take it. */
export function demoObjection(app: string, sent: SubscribeBody): string | undefined {
  if (app === 'ledger-link' && sent['clientCode'] !== rightClientCode) {
    return `Ledger Link knows no client with this code. You find yours under Settings › Connections; it looks like ${rightClientCode}.`;
  }
  if (typeof sent['crmToken'] === 'string' && sent['crmToken'].startsWith('wrong')) {
    return 'The CRM did not accept this token. Make a new one under Settings › API tokens and paste the whole of it.';
  }
  return undefined;
}

/** Lets one app's address be down for the night (503), so that a pending installation can be watched. */
export function withSleepingApp(app: string, listener: RequestListener): RequestListener {
  return (request, response) => {
    if (!request.url?.startsWith(`/${app}/`)) return listener(request, response);
    request.resume();
    response.writeHead(503, { 'content-type': 'application/json' }).end('{"message":"Down for the night."}');
  };
}
