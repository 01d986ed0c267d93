import { z } from 'zod';

/** The id of a sub flow: `f123s789`. */
export const subFlowNsSchema = z
  .string('Give the id of the sub flow as text, like "f123s789".')
  .meta({ description: 'The id of the sub flow.', examples: ['f123s789'] });
