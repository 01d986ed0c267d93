/** One way to send what waits: fills its queue, works it off, and tells how much of it is not recorded as done yet. */
export interface Contender {
  /** With the version, as it stands in the report. */
  name: string;
  fill(count: number): Promise<void>;
  start(): Promise<void>;
  left(): Promise<number>;
  /** Stops working; the next `start` goes on. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Where a contender finds what it works with. */
export interface Surroundings {
  databaseUrl: string;
  /** Absent when there is no Redis. */
  redisPort: number | undefined;
  /** The origin of the sink. */
  origin: string;
  /** The key with which the outbox seals, in base64. */
  sealingKey: string;
  /** Whether the contender does what ours does beside sending: it opens a sealed request, keeps to a deadline, reads the answer and logs the attempt with it. */
  isAlike: boolean;
}
