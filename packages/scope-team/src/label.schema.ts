import { z } from 'zod';

/** The name of a label. */
export const labelNameSchema = z
  .string('Give the name as text.')
  .meta({ description: 'The name of the label.', examples: ['Lead'] });

/** A label as the platform API shows it: the component `TeamLabel`. */
export const labelSchema = z.object({ id: z.int(), name: labelNameSchema }).meta({ id: 'TeamLabel' });
