import { z } from 'zod';

const text = (description: string, example: string) =>
  z
    .string('Give it as text.')
    .optional()
    .meta({ description, examples: [example] });
const whole = (description: string, example: number) =>
  z
    .number('Give a whole number.')
    .int('Give a whole number.')
    .optional()
    .meta({ description, examples: [example] });
const option = z
  .union([z.string(), z.number().int()], 'Give the key, the code or the name of an option.')
  .optional()
  .meta({ description: 'The key, the code or the name of an option, where the list has this column.' });
const options = z
  .array(z.union([z.string(), z.number().int()]), 'Give a list of keys, codes or names of options.')
  .max(10, 'Choose at most 10 options.')
  .optional()
  .meta({ description: 'At most 10 keys, codes or names; an empty list clears.', examples: [['high']] });
const day = text('A day: 2024-10-15.', '2024-10-15');
const moment = z
  .string('Give a moment in UTC, like 2024-10-15 14:30:00, or null.')
  .nullable()
  .optional()
  .meta({ description: 'A moment in UTC: 2024-10-15 14:30:00; null clears.', examples: ['2024-10-15 14:30:00'] });
const further = z.string('Give it as text.').optional().meta({ description: 'Text, where the list has this column.' });
const furtherNumber = z
  .number('Give a whole number.')
  .int('Give a whole number.')
  .optional()
  .meta({ description: 'A whole number, where the list has this column.' });
const furtherDay = z
  .string('Give a day, like 2024-10-15.')
  .optional()
  .meta({ description: 'A day, where the list has this column.' });

/** The columns that a ticket list may have: the component `TicketColumns`. A list defines which of them it uses. */
export const ticketColumns = {
  description: text('A longer text.', 'It does not close any more.'),
  assignee: whole('The number of an agent.', 123),
  text1: text('Text.', 'SN-4711'),
  text2: further,
  text3: further,
  text4: further,
  text5: further,
  number1: whole('A whole number.', 3),
  number2: furtherNumber,
  rating1: whole('A whole number from 0 to 10.', 5),
  rating2: furtherNumber,
  date1: day,
  date2: furtherDay,
  datetime1: moment,
  datetime2: z
    .string('Give a moment in UTC, like 2024-10-15 14:30:00, or null.')
    .nullable()
    .optional()
    .meta({ description: 'A moment, where the list has this column.' }),
  select1: option.meta({ description: 'The key, the code or the name of an option.', examples: ['high'] }),
  select2: option,
  select3: option,
  select4: option,
  select5: option,
  multi_select1: options,
  multi_select2: z
    .array(z.union([z.string(), z.number().int()]), 'Give a list of keys, codes or names of options.')
    .max(10, 'Choose at most 10 options.')
    .optional()
    .meta({ description: 'Options, where the list has this column.' }),
};

/** The title of a ticket. */
export const titleSchema = z
  .string('Give the title as text.')
  .meta({ description: 'The title; at most 200 characters.', examples: ['Broken zip'] });
