/** A condition in SQL, and the values of its question marks in their order. */
export interface SqlCondition {
  sql: string;
  params: unknown[];
}

/** The condition that holds when all of them do. */
export function allOf(conditions: readonly SqlCondition[]): SqlCondition {
  if (conditions.length === 0) return { sql: 'true', params: [] };
  return {
    sql: conditions.map(({ sql }) => sql).join(' and '),
    params: conditions.flatMap(({ params }) => params),
  };
}
