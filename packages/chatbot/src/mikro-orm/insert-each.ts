import type { EntityName, Primary, RequiredEntityData } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Inserts rows one by one and answers their ids in the same order: a batch insert answers the first id alone. */
export async function insertEach<Row extends object>(
  em: EntityManager,
  entity: EntityName<Row>,
  rows: readonly RequiredEntityData<Row>[],
): Promise<Primary<Row>[]> {
  const ids: Primary<Row>[] = [];
  for (const row of rows) ids.push(await em.insert(entity, row));
  return ids;
}
