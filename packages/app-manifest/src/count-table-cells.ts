// The row below a table's head (GitHub Flavored Markdown 4.10), also inside a quotation.
const delimiterRow = /^[ \t>|:-]*-[ \t>|:-]*$/;
const emptyLine = /^[ \t>]*$/;

/**
 * How many cells the tables of a Markdown text can have at most. A renderer fills short rows up to the number of columns, so a table may
 * come out many times as large as it was written. Text without a gap around a table counts as rows of it.
 */
export function countTableCells(markdown: string): number {
  let cells = 0;
  let rows = 0;
  let columns = 0;
  let above = '';
  for (const line of [...markdown.split(/\r\n?|\n/), '']) {
    if (emptyLine.test(line)) {
      cells += rows * columns;
      rows = columns = 0;
    } else {
      rows += 1;
      // Where there is no bar it underlines a heading, or stands between paragraphs.
      const isDelimiter = delimiterRow.test(line) && (above + line).includes('|');
      if (isDelimiter) columns = Math.max(columns, line.split('|').filter((part) => part.includes('-')).length);
    }
    above = line;
  }
  return cells;
}
