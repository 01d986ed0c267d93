import { z } from 'zod';

const name = 'a letter, then up to 39 letters, digits, _ or -, such as account_id';

const responseField = z.strictObject({
  name: z.string(`must be ${name}`).regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/u, `must be ${name}`),
  path: z.string('must be a path, such as $.data.token').max(200, 'must be at most 200 characters long'),
  secret: z.boolean('must be true or false').default(false),
});

/** Values to take from the JSON answer to a request, each by a path and under a name. Paths are `checkResponseFields`' part. */
export const responseFieldsSchema = z.array(responseField, 'must be a list').max(20, 'must have at most 20 fields');

/** One value to take from an answer; its variable is `{{response.<name>}}`. One marked secret is masked wherever it is shown. */
export type ResponseField = z.output<typeof responseField>;
