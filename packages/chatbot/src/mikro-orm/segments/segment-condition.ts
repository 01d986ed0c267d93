import type { SegmentRule } from '../../port/segments.ts';
import { allOf, type SqlCondition } from '../sql-condition.ts';

/** Who meets all of the rules, as a condition on rows of `chatbot.subscribers`; without a rule, everybody. */
export function segmentCondition(rules: readonly SegmentRule[]): SqlCondition {
  return allOf(rules.map(toCondition));
}

const consents = { email: 'opted_in_email_at', sms: 'opted_in_sms_at' } as const;

function toCondition(rule: SegmentRule): SqlCondition {
  switch (rule.is) {
    case 'tagged':
      return has('subscriber_tags where tag_id = ?', [rule.tag], rule.not);
    case 'labelled':
      return has('subscriber_labels where label_id = ?', [rule.label], rule.not);
    case 'channel':
      return { sql: 'subscribers.channel = ?', params: [rule.channel] };
    case 'opted-in':
      return { sql: `subscribers.${consents[rule.to]} is ${rule.not ? '' : 'not '}null`, params: [] };
    case 'field': {
      const value = JSON.stringify(rule.equals ?? null);
      return has('subscriber_fields where field_id = ? and value = ?::jsonb', [rule.field, value]);
    }
    case 'event':
      return has('event_occurrences where event_id = ?', [rule.event], rule.not);
  }
}

/** Whether a subscriber has a row of another table, or has none. */
function has(rows: string, params: unknown[], not = false): SqlCondition {
  return {
    sql: `${not ? 'not ' : ''}exists (select 1 from chatbot.${rows} and subscriber_id = subscribers.id)`,
    params,
  };
}
