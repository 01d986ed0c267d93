import type { Demo } from './read-demo.ts';

const roles: Record<string, string> = {
  owner: 'workspace owner',
  otherOwner: 'owner of another one',
  member: 'member, may only read',
  developer: 'app developer',
  operator: 'operator',
};

/** The closing lines of a start: addresses, demo sign-ins (no tokens), a notice if there is one, where data is and how to stop. */
export function describeSystem({
  baseUrl,
  dataDir,
  demo,
  notice,
}: {
  baseUrl: string;
  dataDir: string;
  demo?: Demo | undefined;
  notice?: string | undefined;
}): string {
  const addresses = table([
    ['Store', `${baseUrl}/`],
    ['API reference', `${baseUrl}/docs`],
    ['OpenAPI', `${baseUrl}/openapi.json`],
    ...(demo?.receiverUrl === undefined ? [] : [['Demo receiver', demo.receiverUrl]]),
  ]);
  const accounts = Object.entries(demo?.accounts ?? {});
  const signIns = table(accounts.map(([role, { email, password }]) => [email, password, roles[role] ?? role]));
  const parts = [addresses];
  if (accounts.length > 0) parts.push(`Sign in as\n${signIns}`);
  if (notice !== undefined) parts.push(notice);
  parts.push(`Data and logs are in ${dataDir}. Ctrl-C stops everything.`);
  return parts.join('\n\n');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}`,
    )
    .join('\n');
}
