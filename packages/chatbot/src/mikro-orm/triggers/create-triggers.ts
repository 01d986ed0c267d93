import { notFound, refuse } from '../../chatbot-error.ts';
import { chatbotLimits } from '../../chatbot-limits.ts';
import { checkName } from '../../check-text.ts';
import { isStorableJson } from '../../is-storable-json.ts';
import { writeNs } from '../../ns.ts';
import type { Triggers } from '../../port/triggers.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { TriggerFiring } from '../flows/trigger-firing.entity.ts';
import { BotTrigger } from '../flows/trigger.entity.ts';
import { createSending } from '../sending/create-sending.ts';
import { findRecipient } from '../sending/find-recipient.ts';

/** The triggers of a bot on PostgreSQL. */
export function createTriggers(scope: BotScope): Triggers {
  return {
    async fire(userNs, wanted, context = {}) {
      const name = checkName(wanted);
      const text = JSON.stringify(context);
      if (text.length > chatbotLimits.payloadLength || !isStorableJson(context))
        throw refuse(
          'invalid_input',
          `The context has at most ${chatbotLimits.payloadLength} characters as JSON, none of them NUL.`,
        );
      const { id: subscriber } = await findRecipient(scope, { ns: userNs });
      await scope.em.transactional(async (em) => {
        const trigger = await em.findOne(BotTrigger, { bot: await scope.botId(), name }, asStored);
        if (!trigger) throw notFound('trigger', wanted);
        const installationId = scope.installationId ?? '';
        await em.insert(TriggerFiring, {
          trigger: trigger.id,
          subscriber,
          installationId,
          context,
          firedAt: scope.now(),
        });
        if (trigger.subFlow === null) return;
        await createSending({ ...scope, em }).subFlow(
          { ns: userNs },
          { ns: writeNs(trigger.bot, 's', trigger.subFlow) },
        );
      });
    },
  };
}
