import { createOrm, migrate } from '@minimart/database';
import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { catalogTables } from '../catalog-tables.ts';

const insert = `insert into catalog.links (id, app_id, label, token_hash, last_four, cap, installs, expires_at, created_at, revoked_at)
  select id, 'app_1', '', decode(md5(id), 'hex'), 'abcd', 5, 0, now() + interval '1 day', now(), revoked_at::timestamptz`;

test('a link that is taken back or deleted is noted as ended, also one from before the notes; whatever else happens to links is not', async () => {
  const before = catalogTables.migrations.filter(({ name }) => name < 'catalog-0018');
  await using db = await createTestDatabase({ ...catalogTables, migrations: before });
  await db
    .em()
    .execute(
      `${insert} from (values ('lnk_former', '2026-11-01'), ('lnk_open', null), ('lnk_back', null), ('lnk_gone', null)) v (id, revoked_at)`,
    );
  const orm = await createOrm({ url: db.url, tables: [catalogTables] });
  try {
    expect(await migrate(orm)).toContain('catalog-0018-link-endings');
  } finally {
    await orm.close(true);
  }
  await db.em().execute(`update catalog.links set installs = 1 where id = 'lnk_open'`);
  await db.em().execute(`update catalog.links set revoked_at = '2026-11-02' where id = 'lnk_back'`);
  await db.em().execute(`delete from catalog.links where id = 'lnk_gone'`);
  const noted = await db
    .em()
    .execute('select kind, ref, ends_at is not null as ended from catalog.endings order by seq');
  expect(noted).toEqual(['lnk_former', 'lnk_back', 'lnk_gone'].map((ref) => ({ kind: 'link', ref, ended: true })));
});
