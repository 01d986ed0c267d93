import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerEntry } from './ledger.ts';
import type { Estate } from './plant.ts';
import type { Soak } from './soak.ts';
import type { Answer, Sending } from './traffic.ts';

/** Revocation is heard of at once, and by whoever does not hear within 5 s; half a second for the call itself. */
export const deadWithinMs = 5_500;
const retryAfterMs = 15_000;

/** One owner installs an app, its server works with the key, and the owner uninstalls it: again and again until the traffic ends. */
export async function liveLives(soak: Soak, owner: Estate['owners'][number]): Promise<void> {
  // Now and then one is left as it is, to be looked at when all is over.
  const free = soak.estate.apps.map(({ slug }) => slug);
  while (!soak.traffic.isOver && free.length > 0) {
    const app = free.shift()!;
    if ((await liveOne(soak, { owner, app })) === 'uninstalled') free.push(app);
    await sleep(50 + soak.random() * 200);
  }
}

interface Life {
  owner: Estate['owners'][number];
  app: string;
}

async function liveOne(soak: Soak, { owner, app }: Life): Promise<'uninstalled' | 'left'> {
  const { ledger } = soak;
  const { workspaceId, token } = owner;
  const { address } = owner;
  const entry: LedgerEntry = { run: randomUUID(), app, workspaceId, address, retries: 0 };
  ledger.entries.set(entry.run, entry);
  const base = `/v1/workspaces/${workspaceId}/installations`;
  const mayManage = soak.random() < 0.5;
  const scopes = ['flow-tags:view', ...(mayManage ? ['flow-tags:manage'] : [])];
  const body = { app, scopes, authInputs: { run: entry.run } };
  const made = await insist(soak, { kind: 'install', method: 'POST', path: base, token, body, repeat: entry.run });
  if (made?.status !== 201) return 'left';
  entry.installationId = String(made.body['id']);
  const path = `${base}/${entry.installationId}`;
  if (!(await becomeActive(soak, { entry, path, token }))) return 'left';
  for (let count = 0; count < 6 && !soak.traffic.isOver; count += 1) {
    await useKey(soak, entry, mayManage);
    await sleep(20 + soak.random() * 100);
  }
  if (soak.traffic.isOver || soak.random() < 0.01) return 'left';
  const repeat = randomUUID();
  const gone = await insist(soak, { kind: 'uninstall', method: 'DELETE', path, token, repeat });
  if (gone?.status !== 200) return 'left';
  entry.uninstalledAt = performance.now();
  await seeItDead(soak, entry);
  return 'uninstalled';
}

/** Repeats a call for as long as it is turned away or comes to nothing, as a caller with an Idempotency-Key may. Undefined when it never came to anything. */
async function insist({ traffic, ledger }: Soak, sending: Sending): Promise<Answer | undefined> {
  for (const until = performance.now() + 90_000; performance.now() < until; await sleep(300)) {
    const answer = await traffic.send(sending);
    if (![0, 429, 502, 503].includes(answer.status)) return answer;
  }
  ledger.violations.push(`${sending.kind} ${sending.path} came to nothing for 90 s`);
  return undefined;
}

async function becomeActive(
  soak: Soak,
  { entry, path, token }: { entry: LedgerEntry; path: string; token: string },
): Promise<boolean> {
  let asked = performance.now();
  for (let waitMs = 50; ; waitMs = Math.min(1_000, waitMs * 2)) {
    const { status, body } = await soak.traffic.send({ kind: 'follow', path, token });
    if (status === 200 && body['status'] === 'active') return true;
    if (soak.traffic.isOver) return false;
    if (status === 200 && performance.now() - asked > retryAfterMs) {
      // As an owner does who has seen it wait for long enough: a new key, and a new request.
      const repeat = randomUUID();
      const sending = { kind: 'retry', method: 'POST', path: `${path}/retry`, token, body: {}, repeat, fine: [409] };
      const again = await insist(soak, sending);
      if (again?.status === 200) entry.retries += 1;
      asked = performance.now();
    }
    await sleep(waitMs);
  }
}

async function useKey({ ledger, traffic }: Soak, { run, address }: LedgerEntry, mayManage: boolean): Promise<void> {
  const token = ledger.keyOf(run);
  if (token === undefined) {
    ledger.violations.push(`run ${run} is active, and no key was handed over`);
    return;
  }
  await traffic.send({ kind: 'platform call', path: '/api/flow/tags', token, address });
  const body = { name: `Tag ${run}` };
  const wanted = mayManage ? [400, 409, 422] : [403];
  const changed = await traffic.send({
    kind: mayManage ? 'platform change' : 'beyond the scopes',
    method: 'POST',
    path: '/api/flow/create-tag',
    token,
    body,
    address,
    fine: wanted,
  });
  if (!mayManage && changed.status >= 200 && changed.status < 300)
    ledger.violations.push(`the key of run ${run} changed tags, which was not agreed to`);
}

async function seeItDead({ ledger, traffic }: Soak, entry: LedgerEntry): Promise<void> {
  const token = ledger.keyOf(entry.run);
  if (token === undefined) return;
  // Both api processes are asked in turn, and both have to know.
  for (let refusals = 0; refusals < 2;) {
    const { address } = entry;
    const { status } = await traffic.send({ kind: 'ended key', path: '/api/flow/tags', token, address, fine: [401] });
    const agoMs = performance.now() - entry.uninstalledAt!;
    if (status === 401) refusals += 1;
    if (status === 200) entry.letInForMs = agoMs;
    if (status === 200 && agoMs > deadWithinMs)
      ledger.violations.push(`the key of run ${entry.run} works ${Math.round(agoMs)} ms after its uninstall`);
    if (status === 401 && refusals === 2) entry.deadInMs = agoMs;
    if (agoMs > 60_000) return;
    if (status !== 401) await sleep(10);
  }
}
