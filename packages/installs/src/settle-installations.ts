import { eraseInputs } from './auth-input-values.ts';
import { endAccess } from './end-access.ts';
import { toKey } from './hand-over.ts';
import type { DeliveryStatus, InstallationDelivery, InstallationRecord, LifecycleTopic } from './installation.ts';
import { canMove, type InstallationMove } from './installation-moves.ts';
import type { InstallPorts } from './ports.ts';

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
}

type SettlePorts = Pick<InstallPorts, 'store' | 'keys' | 'plannedWork' | 'clock'>;

/** Which move each end of a request calls for; an end that is not here only has its state recorded. */
const moveAfter: Record<SettledLifecycleRequest['topic'], Partial<Record<DeliveryStatus, InstallationMove>>> = {
  subscribe: { delivered: 'activate', refused: 'fail', gave_up: 'fail', gone: 'fail' },
  unsubscribe: { delivered: 'erase', refused: 'erase', gave_up: 'erase', gone: 'erase', cancelled: 'erase' },
};

/** Ends after which the app's server cannot know of the installation: it said so itself. */
const answeredNo: ReadonlySet<DeliveryStatus> = new Set(['refused', 'gone', 'cancelled']);

/**
 * Carries the results of deliveries into their installations, in the transaction that settles them. A result of a
 * delivery that has been superseded, or of an unknown installation, changes nothing.
 */
export async function settleInstallations(
  ports: SettlePorts,
  settled: readonly SettledLifecycleRequest[],
): Promise<void> {
  // Always in the same order, so that two dispatchers cannot wait for each other.
  for (const result of settled.toSorted((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0))) {
    await settleOne(ports, result);
  }
}

async function settleOne(ports: SettlePorts, result: SettledLifecycleRequest): Promise<void> {
  const record = await ports.store.lock(result.subject);
  if (record === undefined || record.delivery?.id !== result.id) return;
  // The delivery that is the installation's carries its present key.
  if (hasArrived(result) && record.key !== null)
    await ports.keys.confirmArrival({ id: record.key.id, subject: record.id });
  const recorded = withDelivery(record, result);
  const move = moveFor(record, result);
  const isDue = move !== undefined && canMove(record.status, move);
  const settled = isDue ? await makeMove(ports, { record: recorded, result, move }) : recorded;
  await ports.store.save(settled);
  // While it was pending it could not take a version over.
  if (record.status === 'pending' && settled.status !== 'pending') await ports.store.askForUpdateCheck(record.id);
}

const hasArrived = ({ topic, status }: SettledLifecycleRequest) => topic === 'subscribe' && status === 'delivered';

/** A subscribe request of an active installation carries a further key. */
function moveFor({ status }: InstallationRecord, result: SettledLifecycleRequest): InstallationMove | undefined {
  const move = moveAfter[result.topic][result.status];
  return move === 'fail' && status === 'active' ? 'settle_rotation' : move;
}

async function makeMove(
  { keys, plannedWork, clock }: SettlePorts,
  { record, result, move }: { record: InstallationRecord; result: SettledLifecycleRequest; move: InstallationMove },
): Promise<InstallationRecord> {
  const now = clock.now();
  if (move === 'activate') return { ...record, status: 'active', message: null, activatedAt: now };
  if (move === 'erase')
    return { ...record, authInputs: eraseInputs(record.authInputs), erasedAt: record.erasedAt ?? now };
  if (move === 'settle_rotation' && record.key !== null) {
    const former = await keys.undoRotation({ id: record.key.id, subject: record.id }, result.status);
    if (former !== undefined) return { ...record, key: toKey(former), message: result.message };
  }
  await endAccess({ keys, plannedWork }, record.id, result.status);
  return { ...record, status: 'failed', message: result.message, key: null };
}

function withDelivery(record: InstallationRecord, result: SettledLifecycleRequest): InstallationRecord {
  const delivery: InstallationDelivery = {
    id: result.id,
    topic: result.topic,
    status: result.status,
    attempts: result.attempt,
    nextAttemptAt: result.nextAttemptAt,
    lastStatusCode: result.statusCode,
    lastError: result.error ?? result.message,
  };
  const mayKnow = result.topic === 'subscribe' && !answeredNo.has(result.status);
  return { ...record, delivery, appMayKnow: record.appMayKnow || mayKnow };
}
