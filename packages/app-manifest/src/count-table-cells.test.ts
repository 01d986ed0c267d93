import { expect, test } from 'vitest';
import { countTableCells } from './count-table-cells.ts';

test.each([
  ['no table', 'Hello | there\n\n---\n\nHeading\n-------\n\n- a\n- b', 0],
  ['a table', '| a | b |\n|---|:-:|\n| 1 | 2 |\n\ntext', 6],
  ['a table without outer bars', 'a | b\n--|--\n1 | 2', 6],
  ['a table of one column', 'a|\n-\nx\ny', 4],
  ['rows that leave cells out', '|a|b|c|\n|-|-|-|\nx\ny', 12],
  ['a row of hyphens', '|a|b|\n|-|-|\n|-|-|', 6],
  ['two tables', '|a|b|\n|-|-|\n\n|a|\n|-|\n|1|', 7],
  ['a table in a quotation', '> |a|b|\n> |-|-|\n> x\n>\n> text', 6],
  ['a table in a list', '- |a|b|\n  |-|-|\n  x', 6],
  ['lines that end as on other systems', '|a|\r\n|-|\r\n\r\n|a|\r|-|', 4],
])('counts the cells of %s', (_, markdown, cells) => expect(countTableCells(markdown)).toBe(cells));

test('is quick with what is made to be slow', () => {
  for (const piece of [' ', '|', '-', '|-', '> ', '-\n'])
    expect(countTableCells(piece.repeat(200_000))).toBeGreaterThanOrEqual(0);
});
