import { notFound } from '../../chatbot-error.ts';
import { checkText } from '../../check-text.ts';
import { parseFieldValue } from '../../field-value.ts';
import type { SegmentRule } from '../../port/segments.ts';
import type { SubscriberFilter } from '../../port/subscribers.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { CustomEvent } from '../events/custom-event.entity.ts';
import { findFields } from '../fields/find-fields.ts';
import { BotSegment } from '../segments/segment.entity.ts';
import { BotTag } from '../tags/tag.entity.ts';
import { TeamLabel } from '../team/team-label.entity.ts';

/** What a filter asks for, as the rules that a segment has; `not_found` for what this bot does not have. */
export async function findFilterRules(scope: BotScope, filter: SubscriberFilter): Promise<SegmentRule[]> {
  const { channel, optedInEmail, optedInSms, segmentNs, tagNs, labelId, eventNs, field } = filter;
  const rules: SegmentRule[] = [];
  if (channel !== undefined) rules.push({ is: 'channel', channel: checkText(channel) });
  if (optedInEmail !== undefined) rules.push({ is: 'opted-in', to: 'email', not: !optedInEmail });
  if (optedInSms !== undefined) rules.push({ is: 'opted-in', to: 'sms', not: !optedInSms });
  if (tagNs !== undefined) rules.push(await tagRule(scope, tagNs));
  if (labelId !== undefined) rules.push(await labelRule(scope, labelId));
  if (eventNs !== undefined) rules.push(await eventRule(scope, eventNs));
  if (field !== undefined) rules.push(await fieldRule(scope, field));
  if (segmentNs !== undefined) rules.push(...(await segmentRules(scope, segmentNs)));
  return rules;
}

async function tagRule(scope: BotScope, ns: string): Promise<SegmentRule> {
  const tag = await scope.em.findOne(BotTag, await scope.at('t', ns), asStored);
  if (!tag) throw notFound('tag', ns);
  return { is: 'tagged', tag: tag.id };
}

async function labelRule({ em, botId }: BotScope, id: number): Promise<SegmentRule> {
  const label = Number.isSafeInteger(id) ? await em.findOne(TeamLabel, { id, bot: await botId() }, asStored) : null;
  if (!label) throw notFound('label', `${id}`);
  return { is: 'labelled', label: id };
}

async function eventRule(scope: BotScope, ns: string): Promise<SegmentRule> {
  const event = await scope.em.findOne(CustomEvent, await scope.at('e', ns), asStored);
  if (!event) throw notFound('custom event', ns);
  return { is: 'event', event: event.id };
}

async function fieldRule(scope: BotScope, { ns, value }: { ns: string; value: string }): Promise<SegmentRule> {
  const [field] = await findFields(scope, 'user', [{ ns }]);
  if (!field) throw notFound('user field', ns);
  return { is: 'field', field: field.id, equals: parseFieldValue(field, value) };
}

async function segmentRules(scope: BotScope, ns: string): Promise<readonly SegmentRule[]> {
  const segment = await scope.em.findOne(BotSegment, await scope.at('sg', ns), asStored);
  if (!segment) throw notFound('segment', ns);
  return segment.rules;
}
