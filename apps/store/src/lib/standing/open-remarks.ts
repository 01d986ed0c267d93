import type { AppStanding } from '@minimart/api-client';

type Remark = NonNullable<AppStanding['review']>['fields'][number];

/** What an operator asked to be changed in the version that was last in review, and the draft has not changed yet. */
export function openRemarks({ review }: AppStanding): Remark[] {
  return review?.status === 'refused' ? review.fields.filter(({ isChanged }) => !isChanged) : [];
}

/** The same by field of the draft (`scopes[0].reason`), as the fields of an editor show errors. */
export function remarksByField(standing: AppStanding): Record<string, string> {
  return Object.fromEntries(
    openRemarks(standing).map(({ path, message }) => [path, `Those who run the store say: ${message}`]),
  );
}
