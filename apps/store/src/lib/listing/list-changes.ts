import { m } from '@minimart/messages';
import type { Listing } from '../server/api.ts';

type Changes = NonNullable<Listing['versions'][number]['changes']>;

/** A change in what owners agree to, as a line: `more` is asked for, `less`, or it is asked for otherwise. */
type ChangeLine = {
  kind: 'more' | 'less' | 'other';
  says: string;
  what: string;
  /** Of a permission that is asked for anew. */
  risk?: Changes['added'][number]['risk'];
};

/** What a version changed in what owners agree to, line by line: what it asks for anew first. */
export function listChanges({ added, removed, switched, hosts }: Changes): ChangeLine[] {
  return [
    ...added.map(({ label, risk, optional }): ChangeLine => {
      return {
        kind: 'more',
        says: optional ? m.listing_also_asks_optional() : m.listing_also_asks(),
        what: label,
        risk,
      };
    }),
    ...hosts.added.map((host): ChangeLine => ({ kind: 'more', says: m.listing_also_sends(), what: host })),
    ...switched.map(({ label, optional }): ChangeLine => {
      return { kind: 'other', says: optional ? m.listing_now_optional() : m.listing_now_required(), what: label };
    }),
    ...removed.map(({ label }): ChangeLine => ({ kind: 'less', says: m.listing_no_longer_asks(), what: label })),
    ...hosts.removed.map((host): ChangeLine => ({ kind: 'less', says: m.listing_no_longer_sends(), what: host })),
  ];
}
