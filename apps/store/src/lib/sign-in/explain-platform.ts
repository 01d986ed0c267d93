import { m } from '@minimart/messages';

type Words = (given: { name: string }) => string;

const reasons: Readonly<Record<string, Words>> = {
  cancelled: m.platform_cancelled,
  unreachable: m.platform_unreachable,
  expired: () => m.platform_expired(),
  untrusted: m.platform_untrusted,
  misconfigured: m.platform_misconfigured,
  email_missing: m.platform_email_missing,
  email_not_verified: m.platform_email_not_verified,
  email_taken: m.platform_email_taken,
  too_many: () => m.account_too_many(),
  ours: () => m.error_ours(),
};

const rules: Readonly<Record<string, () => string>> = {
  missing: m.platform_rule_missing,
  subject: m.platform_rule_subject,
  list: m.platform_rule_list,
  id: m.platform_rule_id,
  name: m.platform_rule_name,
  role: m.platform_rule_role,
  twice: m.platform_rule_twice,
};

/** Why a sign-in by the platform failed, as the address of the sign-in page says, in the language of the page; undefined where it says nothing that we know. */
export function explainPlatform(query: URLSearchParams, name: string): string | undefined {
  const reason = query.get('platform') ?? '';
  const field = query.get('field') ?? '';
  const rule = own(rules, query.get('fault') ?? '');
  // Anybody can make an address: what is repeated of it can be the path of a field, and no sentence.
  if (reason === 'claim' && rule !== undefined && /^[\w.:/-]{1,200}(\[\d{1,3}\](\.\w{1,10})?)?$/.test(field))
    return m.platform_claim({ name, field, rule: rule() });
  return own(reasons, reason)?.({ name });
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
