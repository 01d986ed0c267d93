import { m } from '@minimart/messages';

const words = {
  harmful: { label: m.review_reason_harmful, hint: m.review_reason_harmful_hint },
  misleading: { label: m.review_reason_misleading, hint: m.review_reason_misleading_hint },
  privacy: { label: m.review_reason_privacy, hint: m.review_reason_privacy_hint },
  does_not_work: { label: m.review_reason_does_not_work, hint: m.review_reason_does_not_work_hint },
  rights: { label: m.review_reason_rights, hint: m.review_reason_rights_hint },
  offensive: { label: m.review_reason_offensive, hint: undefined },
  spam: { label: m.review_reason_spam, hint: undefined },
  other: { label: m.review_reason_other, hint: undefined },
} as const;

/** One of the reasons; the values are those of the API. */
export type ReportReason = keyof typeof words;

/** What may be wrong, as the form asks. */
export function reportWords(reason: ReportReason): { label: string; hint: string | undefined } {
  const { label, hint } = words[reason];
  return { label: label(), hint: hint?.() };
}

/** Those that an app may be reported for, and a review of it. */
export const reasonsFor: Record<'app' | 'review', readonly ReportReason[]> = {
  app: ['harmful', 'misleading', 'privacy', 'does_not_work', 'rights', 'offensive', 'other'],
  review: ['offensive', 'spam', 'misleading', 'privacy', 'rights', 'other'],
};

/** A reason as a form sends it; undefined for what is none. */
export function readReason(value: FormDataEntryValue | null): ReportReason | undefined {
  return typeof value === 'string' && Object.hasOwn(words, value) ? (value as ReportReason) : undefined;
}
