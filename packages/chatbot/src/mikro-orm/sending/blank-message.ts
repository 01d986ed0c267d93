import type { Medium, MediaType } from '../../port/sending.ts';

/** A message's columns that most messages leave empty. */
export const blankMessage = {
  subFlow: null,
  node: null,
  agent: null,
  installationId: null,
  medium: 'chat' as Medium,
  mediaType: 'text' as MediaType,
  payload: null,
};
