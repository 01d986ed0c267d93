import { z } from 'zod';

/** A time in Unix seconds in a query; `description` says what it is. */
export function unixSecondsSchema(description: string) {
  return z.coerce
    .number('Give the time in seconds since 1970.')
    .int('Give the time in whole seconds since 1970.')
    .min(0, 'Give the time in seconds since 1970.')
    .max(253_402_300_799, 'Give the time in seconds, not in milliseconds.')
    .optional()
    .meta({ description });
}

/** The time of so many Unix seconds; undefined stays so. */
export function fromUnixSeconds(seconds: number | undefined): Date | undefined {
  return seconds === undefined ? undefined : new Date(seconds * 1000);
}
