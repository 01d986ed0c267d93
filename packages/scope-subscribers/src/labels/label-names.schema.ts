import { z } from 'zod';

/** One to twenty labels by name. */
export const labelNamesSchema = z
  .array(z.object({ label_name: z.string('Give the name of the label as text.') }), 'Give a list of labels.')
  .min(1, 'Give at least one label.')
  .max(20, 'Give at most 20 labels at a time.')
  .meta({ description: 'At most 20 labels; all or none.', examples: [[{ label_name: 'Customer' }]] });
