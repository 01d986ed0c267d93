/** How a broadcast travels, where not through each subscriber's own chat. */
export type BroadcastType = 'EMAIL' | 'SMS' | 'WHATSAPP_TEMPLATE' | 'FACEBOOK_NOTIFICATION';

/** `New` is being sent, `Scheduled` waits for its time. */
export type BroadcastStatus = 'New' | 'Scheduled' | 'Completed' | 'Cancelled';

/** How far a broadcast got with one subscriber. */
export type RecipientStatus = 'pending' | 'sent' | 'failed' | 'cancelled';
