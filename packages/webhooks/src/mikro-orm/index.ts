export { createDeliveryStore, type OnSettled } from './create-delivery-store.ts';
export { createOutbox } from './create-outbox.ts';
export { webhooksTables } from './webhooks-tables.ts';
