import { m } from '@minimart/messages';

/** The facts that the modules of the store tell, in words; others are told by the words of their names. */
const names: Record<string, () => string> = {
  scopes: m.workspace_fact_scopes,
  version: m.workspace_fact_version,
  from: m.workspace_fact_from,
  to: m.workspace_fact_to,
  inputs: m.workspace_fact_inputs,
  format: m.workspace_fact_format,
  text: m.workspace_fact_text,
  action: m.workspace_fact_action,
  actor: m.workspace_fact_actor,
  app: m.workspace_fact_app,
  stars: m.workspace_fact_stars,
  ask: m.workspace_fact_ask,
  note: m.workspace_fact_note,
  answer: m.workspace_fact_answer,
  askedBy: m.workspace_fact_asked_by,
  key: m.workspace_fact_key,
  place: m.workspace_fact_place,
  replaced: m.workspace_fact_replaced,
  reason: m.workspace_fact_reason,
  allowedNetworks: m.workspace_fact_allowed_networks,
  overlapMs: m.workspace_fact_overlap_ms,
  installers: m.workspace_fact_installers,
  installersBefore: m.workspace_fact_installers_before,
  rule: m.workspace_fact_rule,
  ruleBefore: m.workspace_fact_rule_before,
  appsAdded: m.workspace_fact_apps_added,
  appsRemoved: m.workspace_fact_apps_removed,
  delivery: m.workspace_fact_delivery,
  outcome: m.workspace_fact_outcome,
  attempts: m.workspace_fact_attempts,
  person: m.workspace_fact_person,
  role: m.workspace_fact_role,
  roleBefore: m.workspace_fact_role_before,
  invited: m.workspace_fact_invited,
  invitedBy: m.workspace_fact_invited_by,
  name: m.workspace_fact_name,
};

/** The facts of an act as lines of words and values: `scopes: flow-tags:view, sub-flows:send`. */
export function describeDetail(detail: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(detail).map(([name, value]) => ({ name: toWords(name), value: toText(value) }));
}

function toWords(name: string): string {
  if (Object.hasOwn(names, name)) return names[name]!();
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
}

function toText(value: unknown): string {
  if (value === null) return m.workspace_fact_is_none();
  if (typeof value === 'boolean') return value ? m.workspace_fact_is_yes() : m.workspace_fact_is_no();
  if (Array.isArray(value)) return value.length === 0 ? m.workspace_fact_is_none() : value.map(toText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
