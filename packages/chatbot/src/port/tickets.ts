/** One choice of a ticket column: `key` is the number it is stored and logged by, `code` a word for programs. */
export interface TicketOption {
  key: number;
  code: string;
  name: string;
}
