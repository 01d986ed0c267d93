/** A column with sealed values. Each value was sealed in the context that says where it belongs, and has to be sealed anew in the same. */
export type SealedColumn = SealedBytes | SealedEntries;

interface Place {
  /** Without the schema. */
  table: string;
  column: string;
}

/** The whole column is one sealed value: `bytea`. */
export interface SealedBytes extends Place {
  kind: 'bytes';
  /** The column whose text is the context, after `before` where there is one. */
  context: string;
  before?: string;
}

/** A `jsonb` array of `{ name, sealed }`, `sealed` in base64, or null where nothing is sealed; null for the whole column is fine. */
export interface SealedEntries extends Place {
  kind: 'entries';
  /** The column whose text begins the context; `/` follows, then `prefix`, then the name of the entry. */
  context: string;
  prefix: string;
}
