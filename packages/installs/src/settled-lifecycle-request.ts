import type { AuthInputValue, LifecycleTopic } from '@minimart/app-manifest';
import type { DeliveryStatus } from './installation.ts';

/** What became of one attempt at a delivery; `pending` when it will be tried again. `subject` is the installation. */
export interface SettledLifecycleRequest {
  id: string;
  topic: LifecycleTopic;
  subject: string;
  status: DeliveryStatus;
  statusCode: number | null;
  /** The app's own words when it refused: plain text of at most 300 characters. */
  message: string | null;
  /** What went wrong otherwise, in the platform's words. */
  error?: string | null;
  nextAttemptAt: Date | null;
  attempt: number;
  /** What the request said to take from a 2xx answer, as far as it was there. */
  taken?: Readonly<Record<string, AuthInputValue>> | undefined;
}
