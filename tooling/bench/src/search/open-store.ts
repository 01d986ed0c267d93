import { catalogTables, createCatalog } from '@minimart/catalog/mikro-orm';
import { createOrm, migrate } from '@minimart/database';
import { startPostgres } from '@minimart/postgres-server';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateApp, type GeneratedApp } from './generate-app.ts';

const batch = 1000;
const clock = { now: () => new Date() };

/** A PostgreSQL of its own whose store has so many generated apps, each found as one that was published is. */
export async function openStore(count: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-bench-'));
  const server = await startPostgres({ dataDir, settings: ['shared_buffers=512MB'] });
  const orm = await createOrm({ url: server.url, tables: [catalogTables] });
  await migrate(orm);
  for (let first = 0; first < count; first += batch) {
    const apps = Array.from({ length: Math.min(batch, count - first) }, (_, place) => generateApp(first + place));
    await orm.em.fork().transactional(async (em) => {
      await em.execute(insertBare, [JSON.stringify(apps.map(toRow))]);
      // Their words are written as those of any app whose developer is called otherwise than noted.
      await createCatalog(em, { clock }).noteFacts(
        apps.map(({ id, developer, installs }) => ({ appId: id, developer, developerDomain: null, installs })),
      );
    });
  }
  await orm.em.fork().execute('vacuum analyze');
  const [version] = await orm.em.fork().execute<{ version: string }[]>('select version()');
  return {
    catalog: () => createCatalog(orm.em.fork(), { clock }),
    version: version!.version.split(' on ')[0]!,
    async [Symbol.asyncDispose]() {
      await orm.close(true);
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const toRow = ({ id, slug, manifest }: GeneratedApp, place: number) => ({
  id,
  slug,
  manifest,
  day: new Date(Date.UTC(2026, 0, 1) + place * 3_600_000).toISOString(),
});

const insertBare = `
  with given as (
    select * from jsonb_to_recordset(?::jsonb) as g(id text, slug text, manifest jsonb, day timestamptz)
  ), apps as (
    insert into catalog.apps (id, slug, owner_id, draft, revision, latest_version, was_listed, created_at)
    select id, slug, 'usr_' || right(id, 3), '{}', 1, '1.0.0', true, day from given
  ), versions as (
    insert into catalog.versions (app_id, version, manifest, changelog, published_at)
    select id, '1.0.0', manifest, '', day from given
  )
  insert into catalog.listings
    (app_id, category, language, name_key, published_at, developer, installs, scopes, scope_set, name_words, title_words, words)
  select id, '', 'en', '', day, '', 0, '{}', catalog.scope_set_of('{}'), '', '', '' from given`;
