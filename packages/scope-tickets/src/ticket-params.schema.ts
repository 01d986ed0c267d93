import { z } from 'zod';

const id = (what: string, example: number) =>
  z.coerce
    .number(`Give the id of the ${what} as a number.`)
    .int(`Give the id of the ${what} as a whole number.`)
    .max(Number.MAX_SAFE_INTEGER, `There is no such ${what}.`)
    .meta({ description: `The id of the ${what}.`, examples: [example] });

/** Which ticket list, in a path. */
export const listParams = z.object({ listId: id('ticket list', 10) });

/** Which ticket of a list, in a path. */
export const ticketParams = listParams.extend({ listItemId: id('ticket', 456) });

/** A ticket as the chatbot names it. */
export function toRef({ listId, listItemId: ticketId }: z.output<typeof ticketParams>) {
  return { listId, ticketId };
}
