/** The types a field's values may have. */
export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'array' | 'longtext';
