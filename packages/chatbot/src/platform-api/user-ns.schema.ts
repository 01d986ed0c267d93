import { z } from 'zod';

/** The id of a subscriber in a request: `f123u456`. */
export const userNsSchema = z
  .string('Give the id of the subscriber as text, like "f123u456".')
  .meta({ description: 'The id of the subscriber.', examples: ['f123u456'] });
