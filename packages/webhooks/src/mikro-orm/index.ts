export { createDeliveryStore, type DeliveryStoreOptions, type OnSettled } from './create-delivery-store.ts';
export { createEnqueueBell, type EnqueueBell } from './enqueue-bell.ts';
export { EnqueueListener, type EnqueueListenerOptions } from './enqueue-listener.ts';
export { createOutbox } from './create-outbox.ts';
export { keepHouse, type Housekeeping, type HousekeepingOptions } from './keep-house.ts';
export { readDispatchHealth, type DispatchHealth } from './read-dispatch-health.ts';
export { readTraceparent } from './read-traceparent.ts';
export { takeNotices, type TakenNotice } from './take-notices.ts';
export { webhooksTables } from './webhooks-tables.ts';
