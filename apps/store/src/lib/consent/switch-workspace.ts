/** The id of the form on the consent page, by which the choice of a workspace outside of it is sent along. */
export const consentFormId = 'consent';

/** What its button says that leads to another workspace instead of installing. */
export const switchIntent = 'switch';

/** Whether a form is sent to choose another workspace, so that nothing of it need be right yet. */
export function isSwitch({ submitter }: Pick<SubmitEvent, 'submitter'>): boolean {
  return submitter?.getAttribute('value') === switchIntent;
}
