import { endAccess } from './end-access.ts';
import { eraseEntered } from './erase-entered.ts';
import { toKey } from './hand-over.ts';
import type { DeliveryStatus, InstallationDelivery, InstallationRecord } from './installation.ts';
import { canMove, type InstallationMove } from './installation-moves.ts';
import type { InstallPorts } from './ports.ts';
import { keepTaken } from './response-values.ts';
import { settleDataErasure } from './settle-data-erasure.ts';
import type { SettledLifecycleRequest } from './settled-lifecycle-request.ts';

type SettlePorts = Pick<InstallPorts, 'store' | 'farewells' | 'versions' | 'keys' | 'plannedWork' | 'sealer' | 'clock'>;
type OfInstallation = SettledLifecycleRequest & { topic: InstallationDelivery['topic'] };

/** Which move each end of a request calls for; an end that is not here only has its state recorded. */
const moveAfter: Record<InstallationDelivery['topic'], Partial<Record<DeliveryStatus, InstallationMove>>> = {
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
    if (isOfInstallation(result)) await settleOne(ports, result);
    else await settleDataErasure(ports, result);
  }
}

const isOfInstallation = (result: SettledLifecycleRequest): result is OfInstallation => result.topic !== 'dataErasure';

async function settleOne(ports: SettlePorts, result: OfInstallation): Promise<void> {
  const record = await ports.store.lock(result.subject);
  if (record === undefined || record.delivery?.id !== result.id) return;
  // The delivery that is the installation's carries its present key.
  if (hasArrived(result) && record.key !== null)
    await ports.keys.confirmArrival({ id: record.key.id, subject: record.id });
  const recorded = withTaken(ports, withDelivery(record, result, ports.clock.now()), result);
  const move = moveFor(record, result);
  const isDue = move !== undefined && canMove(record.status, move);
  const settled = isDue ? await makeMove(ports, { record: recorded, result, move }) : recorded;
  await ports.store.save(settled);
  if (hasBecomeFree(record, settled)) await ports.store.askForUpdateCheck(record.id);
}

/** While it was pending, or its inputs were being changed, it could not take a version over. */
const hasBecomeFree = (before: InstallationRecord, after: InstallationRecord) =>
  (before.status === 'pending' && after.status !== 'pending') ||
  (before.formerAuthInputs !== null && after.formerAuthInputs === null);

const hasArrived = ({ topic, status }: OfInstallation) => topic === 'subscribe' && status === 'delivered';

/** A subscribe request of an active installation carries a further key, or changed inputs. */
function moveFor({ status }: InstallationRecord, result: OfInstallation): InstallationMove | undefined {
  const move = moveAfter[result.topic][result.status];
  return move === 'fail' && status === 'active' ? 'settle_rotation' : move;
}

async function makeMove(
  ports: SettlePorts,
  { record, result, move }: { record: InstallationRecord; result: OfInstallation; move: InstallationMove },
): Promise<InstallationRecord> {
  const now = ports.clock.now();
  if (move === 'activate') {
    const firstActiveAt = record.firstActiveAt ?? now;
    return { ...record, status: 'active', message: null, activatedAt: now, firstActiveAt };
  }
  if (move === 'erase') return eraseEntered(ports, record, result.status as EndOfDelivery);
  const goesOn = move === 'settle_rotation' ? await takeBack(ports, record, result) : undefined;
  if (goesOn !== undefined) return goesOn;
  await endAccess(ports, record.id, result.status);
  const firstFailedAt = record.firstFailedAt ?? (record.firstActiveAt === null ? now : null);
  return { ...record, status: 'failed', message: result.message, key: null, formerAuthInputs: null, firstFailedAt };
}

type EndOfDelivery = Exclude<DeliveryStatus, 'pending'>;

/** What an active installation had before its server did not take more: the former key and the former inputs; undefined when that key has ended. */
async function takeBack(
  { keys }: SettlePorts,
  record: InstallationRecord,
  { status, message }: OfInstallation,
): Promise<InstallationRecord | undefined> {
  const authInputs = record.formerAuthInputs ?? record.authInputs;
  const former = { ...record, authInputs, formerAuthInputs: null, message };
  const present = record.key && { id: record.key.id, subject: record.id };
  // The key says whether the request carried it: the version may be another by now, and carry none, or one where that did not.
  if (present === null || !(await keys.isOnItsWay(present))) return former;
  const key = await keys.undoRotation(present, status);
  return key && { ...former, key: toKey(key) };
}

function withTaken({ sealer }: SettlePorts, record: InstallationRecord, result: OfInstallation): InstallationRecord {
  const { taken = {} } = result;
  if (!hasArrived(result) || Object.keys(taken).length === 0) return record;
  return { ...record, responseValues: keepTaken(sealer, record, taken) };
}

function withDelivery(record: InstallationRecord, result: OfInstallation, now: Date): InstallationRecord {
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
  // What has arrived is confirmed: there is nothing to come back to.
  const formerAuthInputs = hasArrived(result) ? null : record.formerAuthInputs;
  const lastAnswerAt = result.statusCode === null ? record.lastAnswerAt : now;
  return { ...record, delivery, formerAuthInputs, lastAnswerAt, appMayKnow: record.appMayKnow || mayKnow };
}
