import { z } from 'zod';

/** Who a person is on their channel. */
export const userIdSchema = z
  .string('Give the id of the person on their channel as text.')
  .meta({ description: 'The id of the person on their channel, such as a phone number.', examples: ['61412345678'] });
