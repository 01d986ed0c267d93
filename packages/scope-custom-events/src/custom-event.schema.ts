import { toPlatformTime, type CustomEvent, type EventOccurrence } from '@minimart/chatbot';
import { z } from 'zod';

/** The id of a custom event: `f123e21`. */
export const eventNsSchema = z
  .string('Give the id of the event as text, like "f123e21".')
  .meta({ description: 'The id of the custom event.', examples: ['f123e21'] });

/** An event as the platform API shows it: the component `CustomEvent`. */
export const customEventSchema = z
  .object({
    name: z.string(),
    event_ns: eventNsSchema,
    description: z.string(),
    text_label: z.string(),
    number_label: z.string(),
    price_label: z.string(),
  })
  .meta({ id: 'CustomEvent' });

/** An event of the chatbot in the platform API's words. */
export function toCustomEvent({ ns, name, description, labels }: CustomEvent): z.output<typeof customEventSchema> {
  return {
    name,
    event_ns: ns,
    description: description ?? '',
    text_label: labels.text ?? '',
    number_label: labels.number ?? '',
    price_label: labels.price ?? '',
  };
}

/** An occurrence as the platform API shows it: the component `CustomEventData`, all values as text. */
export const occurrenceSchema = z
  .object({
    id: z.int().optional(),
    event_ns: eventNsSchema,
    user_ns: z.string().optional(),
    text_value: z.string().optional(),
    number_value: z.string().optional(),
    price_value: z.string().optional(),
    created_at: z.string().optional(),
  })
  .meta({ id: 'CustomEventData' });

/** An occurrence of the chatbot in the platform API's words. */
export function toOccurrence(occurrence: EventOccurrence): z.output<typeof occurrenceSchema> {
  const { id, eventNs, userNs, text, number, price, at } = occurrence;
  return {
    id,
    event_ns: eventNs,
    user_ns: userNs,
    text_value: text ?? '',
    number_value: number === null ? '' : String(number),
    price_value: price === null ? '' : String(price),
    created_at: toPlatformTime(at),
  };
}
