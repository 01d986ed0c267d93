/** What a statement does that the version before, which goes on running, may not survive, or that holds up everybody for long. */
export interface BreakingSql {
  statement: string;
  why: string;
}

interface Rule {
  pattern: RegExp;
  why: string;
  /** Fine for a table that these very migrations make. */
  exceptOnNew?: true;
}

// The table that a statement is about comes first in each of these.
const table = String.raw`(?:if exists )?(?:only )?(?<table>[\w".]+)`;

const rules: readonly Rule[] = [
  {
    pattern: new RegExp(`^drop (?:table|view|materialized view) ${table}`),
    why: 'The version before reads it.',
    exceptOnNew: true,
  },
  { pattern: /^drop (schema|type|function|sequence|trigger)\b/, why: 'The version before may use it.' },
  {
    pattern: new RegExp(`^alter table ${table} drop column\\b`),
    why: 'The version before reads and writes that column.',
    exceptOnNew: true,
  },
  {
    pattern: new RegExp(`^alter table ${table} rename\\b`),
    why: 'The version before knows it by its former name.',
    exceptOnNew: true,
  },
  {
    pattern: /^alter (schema|type|function|sequence|view) .*\brename\b/,
    why: 'The version before knows it by its former name.',
  },
  {
    pattern: new RegExp(`^alter table ${table} alter column [\\w"]+ (?:set data )?type\\b`),
    why: 'It rewrites the table while everybody waits, and the version before sends the former type.',
    exceptOnNew: true,
  },
  {
    pattern: new RegExp(`^alter table ${table} add column (?!.*\\b(?:default|generated)\\b).*\\bnot null\\b`),
    why: 'The version before inserts rows without it: give it a default.',
    exceptOnNew: true,
  },
  {
    pattern: new RegExp(`^alter table ${table} alter column [\\w"]+ set not null\\b`),
    why: 'The version before may insert null, and the whole table is looked through under a lock.',
    exceptOnNew: true,
  },
  {
    pattern: new RegExp(`^alter table ${table} alter column [\\w"]+ drop default\\b`),
    why: 'The version before inserts rows without it.',
    exceptOnNew: true,
  },
  {
    pattern: new RegExp(
      `^alter table ${table} add (?:constraint [\\w"]+ )?(?:unique|check|foreign key|primary key|exclude)\\b(?!.*\\bnot valid\\b)`,
    ),
    why: 'The whole table is looked through under a lock, and the version before may write what it forbids.',
    exceptOnNew: true,
  },
  {
    pattern: new RegExp(`^create (?:unique )?index (?!concurrently\\b)(?:if not exists )?(?:[\\w"]+ )?on ${table}`),
    why: 'Nobody writes into the table until the index is made.',
    exceptOnNew: true,
  },
  {
    pattern: new RegExp(`^(?:update|delete from) ${table}`),
    why: 'All rows that it changes are held until every migration is through.',
    exceptOnNew: true,
  },
  { pattern: /^(truncate|lock table|cluster|vacuum|reindex)\b/, why: 'Everybody waits for it.' },
];

const accepted = /--\s*safe with the version before:\s*\S.{14,}/i;

/**
 * Finds what in the SQL of new migrations breaks a version that runs on the tables of before. A statement that has
 * `-- safe with the version before: <why>` in it is taken at its word. `madeBefore` are tables that earlier ones of these migrations make.
 */
export function findBreakingSql(
  statements: readonly string[],
  madeBefore: ReadonlySet<string> = new Set(),
): BreakingSql[] {
  const made = new Set([...madeBefore, ...tablesMade(statements)]);
  return statements.flatMap((statement) => {
    if (accepted.test(statement)) return [];
    return actionsOf(plain(statement)).flatMap((sql) =>
      rules.filter((rule) => breaks(rule, sql, made)).map(({ why }) => ({ statement: sql.slice(0, 160), why })),
    );
  });
}

function breaks({ pattern, exceptOnNew }: Rule, sql: string, made: ReadonlySet<string>): boolean {
  const found = pattern.exec(sql);
  return found !== null && !(exceptOnNew === true && made.has(bare(found.groups?.['table'] ?? '')));
}

/** `alter table t a, b` as `alter table t a` and `alter table t b`; anything else as it is. */
function actionsOf(sql: string): string[] {
  const [, begin, actions] = /^(alter table (?:if exists )?(?:only )?[\w".]+) (.*)$/.exec(sql) ?? [];
  if (begin === undefined || actions === undefined) return [sql];
  return actions
    .split(/, ?(?=(?:add|alter|drop|rename|set|validate|enable|disable) )/)
    .map((action) => `${begin} ${action}`);
}

/** The tables that statements make. */
export function tablesMade(statements: readonly string[]): string[] {
  return statements.flatMap((statement) => {
    const found = /^create (?:unlogged )?table (?:if not exists )?([\w".]+)/.exec(plain(statement));
    return found === null ? [] : [bare(found[1]!)];
  });
}

/** Without comments and in one line, lower case where no quotes are. */
function plain(statement: string): string {
  return statement
    .replaceAll(/--[^\n]*/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

const bare = (name: string): string => name.replaceAll('"', '');
