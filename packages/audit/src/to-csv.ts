import { stringify } from 'csv-stringify/sync';

/**
 * Lines of CSV in which every cell is quoted (RFC 4180); text that a spreadsheet would take for a formula gets an apostrophe in front, facts are JSON, and what is not there
 * is empty.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(toText)),
    {
      quoted: true,
      quoted_empty: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}

/** What a cell is made of. */
export type Cell = string | Date | null | undefined | Readonly<Record<string, unknown>>;

function toText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString();
  return cell === null || cell === undefined || Object.keys(cell).length === 0 ? '' : JSON.stringify(cell);
}
