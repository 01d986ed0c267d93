import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const style = 'body{font:1.1rem system-ui;display:grid;place-items:center;min-height:90vh;color-scheme:light dark}';
const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

const usual = {
  'content-security-policy': `default-src 'none'; style-src ${styleHash}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cache-control': 'no-store',
} as const;

const onlyHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } as const;

/** What the answers have that the front door gives itself; those of the programs have headers of their own. */
export function ownHeaders(baseUrl: string): Record<string, string> {
  return { ...usual, ...(baseUrl.startsWith('https:') && onlyHttps) };
}

/** Says that a program is not up (503) or gave no answer (502), as a page or as a problem. */
export function refuse(
  response: ServerResponse,
  { status, isApi, baseUrl, isForm = false }: { status: 502 | 503; isApi: boolean; baseUrl: string; isForm?: boolean },
): void {
  const detail = status === 503 ? 'Minimart is starting.' : 'Minimart did not get an answer from one of its parts.';
  response.writeHead(status, {
    ...ownHeaders(baseUrl),
    'retry-after': '2',
    'content-type': isApi ? 'application/problem+json' : 'text/html; charset=utf-8',
  });
  response.end(isApi ? toProblem(status, detail) : toPage(detail, isForm));
}

/** A page that was only looked at asks again by itself; one that answers a form leaves that to the browser, which has what was entered. */
function toPage(detail: string, isForm: boolean): string {
  const again = isForm
    ? 'Reload this page in a moment: your browser then sends again what you entered.'
    : 'This page asks again by itself.';
  const refresh = isForm ? '' : '<meta http-equiv="refresh" content="2">';
  return `<!doctype html><html lang="en"><meta charset="utf-8">${refresh}<title>Minimart</title><style>${style}</style><body><main><h1>One moment</h1><p>${detail} ${again}</p></main>`;
}

function toProblem(status: 502 | 503, detail: string): string {
  const title = status === 503 ? 'Service unavailable' : 'Bad gateway';
  return JSON.stringify({ type: 'about:blank', title, status, code: 'unavailable', detail, message: detail });
}
