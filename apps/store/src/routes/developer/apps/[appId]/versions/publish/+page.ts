/** The changelog is shown as it is typed. */
export const csr = true;
