import type { EntityName, RequiredEntityData } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Inserts rows one by one and answers their ids in the same order: a batch insert answers the first id alone. */
export async function insertEach<Row extends { id: number }>(
  em: EntityManager,
  entity: EntityName<Row>,
  rows: readonly RequiredEntityData<Row>[],
): Promise<number[]> {
  const ids: number[] = [];
  // An insert answers a bigint as the driver reads it, a string; entities read it as a number.
  for (const row of rows) ids.push(Number(await em.insert(entity, row)));
  return ids;
}
