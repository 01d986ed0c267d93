import { errorCodes, type ErrorCode } from '../problems/problem-kinds.ts';
import { problemKinds } from '../problems/problem-table.ts';
import { problemPage } from '../problems/to-problem.ts';

/** The style of these pages, as it stands in each. */
export const errorPageStyle = `:root{color-scheme:light dark}body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:42rem;margin:12vh auto;padding:0 1.25rem}
h1{line-height:1.2;margin:.2em 0}h2{font-size:1.125rem;margin-top:2em}.eyebrow{margin:0}code{font-family:ui-monospace,monospace;font-size:.9em}li{margin:.4em 0}a{color:LinkText}`;

/** The page of one error, `unknown-scope`; undefined for a name that is no code. */
export function errorPage(name: string): string | undefined {
  const code = errorCodes.find((candidate) => candidate.replaceAll('_', '-') === name);
  if (code === undefined) return undefined;
  const { status, title, meaning, remedy } = problemKinds[code];
  const main = `<p class="eyebrow">Error ${status} · <code>${code}</code></p><h1>${title}</h1><p>${escapeHtml(meaning)}</p>
<h2>What to do</h2><p>${escapeHtml(remedy)}</p><p><a href="/errors">All errors</a> · <a href="/docs">API reference</a></p>`;
  return layOut(`${title} · Minimart errors`, main);
}

/** A list of all errors with links to their pages. */
export function errorIndexPage(): string {
  const rows = [...new Set<ErrorCode>(errorCodes)].sort().map((code) => {
    const { status, title } = problemKinds[code];
    return `<li><a href="${problemPage(code)}">${title}</a> <code>${code}</code> ${status}</li>`;
  });
  return layOut(
    'Errors · Minimart',
    `<h1>Errors</h1><p>Every error answer carries a <code>code</code> and leads here.</p><ul>${rows.join('\n')}</ul>`,
  );
}

function layOut(title: string, main: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${errorPageStyle}</style></head>
<body><main>${main}</main></body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
