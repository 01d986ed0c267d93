import type { RequestForm, Row } from './request-form.ts';

/**
 * The path of the control for a path of a request in a manifest (both within the request): `headers.X-App` is the value of the row with that name,
 * and everything inside a JSON body is its text.
 */
export function placeInForm(path: string, form: RequestForm): string {
  for (const [prefix, rows] of [
    ['query', form.query],
    ['headers', form.headers],
    ['body.form', form.form],
  ] as const) {
    if (!path.startsWith(`${prefix}.`)) continue;
    const row = lastRow(rows, path.slice(prefix.length + 1));
    return row < 0 ? prefix : `${prefix}[${row}].value`;
  }
  return path.startsWith('body.json') ? 'body.json' : path;
}

function lastRow(rows: readonly Row[], name: string): number {
  return rows.findLastIndex((row) => row.name.trim() === name);
}
