import { expect, test } from 'vitest';
import { parseTicketValue, showTicketValue } from './ticket-value.ts';

const options = [
  { key: 1, code: 'low', name: 'Low priority' },
  { key: 2, code: 'high', name: 'High' },
];
const column = (columnName: string) => ({
  columnName,
  title: 'Column',
  options: columnName.includes('select') ? options : null,
});

test.each<[string, unknown, unknown]>([
  ['title', ' Broken ', 'Broken'],
  ['text1', '', ''],
  ['number2', -5, -5],
  ['rating1', 10, 10],
  ['date1', '2024-10-15', '2024-10-15'],
  ['datetime1', '2024-10-15 14:30:00', '2024-10-15T14:30:00Z'],
  ['datetime2', null, undefined],
  ['select1', 'HIGH', 2],
  ['select5', 1, 1],
  ['select2', '2', 2],
  ['select3', 'low priority', 1],
  ['multi_select1', ['low', 2, 'High'], [1, 2]],
  ['multi_select2', [], undefined],
  ['assignee', 123, 123],
])('%s keeps %j as %j', (name, raw, kept) => {
  expect(parseTicketValue(column(name), raw)).toEqual(kept);
});

test.each<[string, unknown]>([
  ['title', '  '],
  ['title', 'x'.repeat(201)],
  ['title', null],
  ['text1', 5],
  ['number1', 1.5],
  ['number1', '5'],
  ['rating1', 11],
  ['date1', '15.10.2024'],
  ['datetime1', 'soon'],
  ['select1', 'medium'],
  ['select1', null],
  ['select1', ''],
  ['multi_select1', 'low'],
  ['multi_select1', ['low', 'medium']],
  ['multi_select1', Array.from({ length: 11 }, () => 1)],
  ['assignee', '123'],
])('%s refuses %j and says what is right', (name, raw) => {
  expect(() => parseTicketValue(column(name), raw)).toThrow(
    expect.objectContaining({ code: 'invalid_input', detail: expect.stringContaining(`${name} ("Column") takes `) }),
  );
});

test('shows options by their code, also those that are gone, and moments as they are written', () => {
  expect(showTicketValue(column('select1'), 2)).toBe('high');
  expect(showTicketValue(column('multi_select1'), [1, 9])).toEqual(['low', '9']);
  expect(showTicketValue(column('number1'), 2)).toBe(2);
  expect(showTicketValue(column('datetime2'), '2024-10-15T14:30:00Z')).toBe('2024-10-15 14:30:00');
});
