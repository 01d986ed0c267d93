import http from 'node:http';
import https from 'node:https';
import { API_URL } from '$app/env/private';
import { LRUCache } from 'lru-cache';
import { clientAddress, type Asking } from './call-api.ts';

const patienceMs = 10_000;
const most = 1_000;
const { Agent, request } = API_URL.startsWith('https:') ? https : http;
// `fetch` takes longer for one such call than the page takes that is shown.
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const told = new LRUCache<string, true>({ max: 50_000 });
let underWay = 0;

/**
 * Tells the API that a person looks at a listing that was not read for them; once a day, since a visitor counts once a day. A view that is lost is no page that is,
 * so nothing is said of it, and where the API falls behind the rest is not told.
 */
export function tellOfView(asking: Asking, slug: string): void {
  const address = clientAddress(asking);
  const userAgent = asking.request.headers.get('user-agent') ?? '';
  const visit = [new Date().toISOString().slice(0, 10), slug, address, userAgent.slice(0, 300)].join(' ');
  if (underWay >= most || told.has(visit)) return;
  told.set(visit, true);
  underWay += 1;
  const headers = {
    'minimart-view': 'listing',
    'user-agent': userAgent,
    ...(address !== undefined && { 'x-forwarded-for': address }),
  };
  const url = `${API_URL}/v1/apps/${encodeURIComponent(slug)}`;
  const call = request(url, { method: 'HEAD', agent, headers, timeout: patienceMs }, (answer) => answer.resume());
  call.on('timeout', () => call.destroy());
  call.on('error', () => {});
  call.on('close', () => (underWay -= 1));
  call.end();
}
