import type { Check } from './finding.ts';

const leastVersion = 180_000;
const mostSkewMs = 2_000;
const extensions = ['pg_trgm', 'unaccent'];

/** Whether PostgreSQL is new enough and has what search needs. */
export const checkServer: Check<'client'> = async ({ client }) => {
  const findings = [];
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  const { number, version } = rows[0]!;
  if (number < leastVersion) {
    findings.push({
      what: `PostgreSQL is ${version}; Minimart is tested on 18.`,
      mend: 'Move to PostgreSQL 18: minimart backup here, then minimart restore into a new server.',
    });
  }
  const { rows: lacking } = await client.query<{ name: string; available: boolean }>(
    `select name, exists (select from pg_available_extensions a where a.name = n.name) as available from unnest($1::text[]) as n (name)
     where not exists (select from pg_extension e where e.extname = n.name)`,
    [extensions],
  );
  for (const { name, available } of lacking) {
    findings.push({
      what: `The extension ${name}, which search needs, is not in the database.`,
      mend: available
        ? `Run minimart migrate, or as a superuser: create extension ${name};`
        : `Install PostgreSQL’s contrib package on the server, then run minimart migrate.`,
    });
  }
  return findings;
};

/** Whether the clocks of this machine and of the database agree: leases, expiries and signatures go by them. */
export const checkClock: Check<'client'> = async ({ client }) => {
  const before = Date.now();
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const after = Date.now();
  const skewMs = rows[0]!.now.getTime() - (before + after) / 2;
  // As far as the way there and back leaves it open.
  if (Math.abs(skewMs) - (after - before) / 2 <= mostSkewMs) return [];
  return [
    {
      what: `The database’s clock is ${(Math.abs(skewMs) / 1000).toFixed(1)} s ${skewMs > 0 ? 'ahead of' : 'behind'} this machine’s.`,
      mend: 'Have both machines take their time from NTP (timedatectl set-ntp true, or chrony).',
    },
  ];
};
