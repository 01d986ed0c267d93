/** A subscriber to begin with, and what has been said so far. */
export interface SubscriberSeed {
  name: string;
  email?: string;
  phone?: string;
  subscribedAt?: Date;
  conversation?: readonly { type: 'in' | 'out'; content: string; sentAt: Date }[];
}

/** A sub flow to begin with; each step is a text it says. */
export interface SubFlowSeed {
  name: string;
  steps: readonly string[];
}

/** What a bot begins with. */
export interface BotSeed {
  /** The texts the main flow says; none without it. */
  mainFlow?: readonly string[];
  tags?: readonly string[];
  subFlows?: readonly SubFlowSeed[];
  subscribers?: readonly SubscriberSeed[];
}
