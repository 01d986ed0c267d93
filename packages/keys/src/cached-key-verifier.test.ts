import { createTestClock } from '@minimart/test-kit';
import { hashTokenHex, mintToken } from '@minimart/tokens';
import { describe, expect, test, vi } from 'vitest';
import { CachedKeyVerifier, createKeyService, createScopeUniverse, type CachedKeyVerifierOptions } from './index.ts';
import { createMemoryKeyStore } from './testing/index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view'] };

function setUp(options: Partial<CachedKeyVerifierOptions> = {}) {
  const clock = createTestClock('2026-11-24T12:00:00Z');
  const store = createMemoryKeyStore({ clock });
  const keys = createKeyService({ store, clock });
  const time = { ms: 1_000 };
  const reads = vi.spyOn(store, 'findByHash');
  const verifier = new CachedKeyVerifier({ reader: store, now: () => time.ms, ...options });
  const pass = (ms: number) => {
    time.ms += ms;
    clock.advance(ms);
    // As a listener does that hears of changes.
    verifier.proveCurrent(time.ms);
  };
  const hashOf = async () => (await keys.keysOf(['ins_one'])).at(-1)!.hash.toString('hex');
  return { clock, store, keys, time, reads, verifier, pass, hashOf };
}

describe('a remembered key', () => {
  test('is verified without a read, for as long as changes are heard of', async () => {
    const { keys, verifier, reads, pass } = setUp();
    const { plain, key } = await keys.mint(wanted);
    expect(verifier.known(plain)).toBeUndefined();
    expect(await verifier.verify(plain)).toMatchObject({ ok: true, key: { id: key.id } });
    for (let hour = 0; hour < 24; hour += 1) {
      for (let second = 0; second < 5; second += 1) pass(720_000);
      expect(verifier.known(plain)).toMatchObject({ ok: true });
      expect(await verifier.verify(plain)).toMatchObject({ ok: true });
    }
    expect(reads).toHaveBeenCalledTimes(1);
  });

  test('is looked up anew after 5 s when nothing proves that changes are heard of', async () => {
    const { keys, verifier, reads, time } = setUp();
    const { plain, key } = await keys.mint(wanted);
    await verifier.verify(plain);
    await keys.revoke(key, 'leaked');
    time.ms += 4_999;
    expect(await verifier.verify(plain)).toMatchObject({ ok: true });
    time.ms += 1;
    expect(verifier.known(plain)).toBeUndefined();
    expect(await verifier.verify(plain)).toMatchObject({ ok: false, reason: 'revoked' });
    expect(reads).toHaveBeenCalledTimes(2);
  });

  test('that was revoked is refused at its first call 11 minutes later: an old answer is never given while a newer one is fetched', async () => {
    const { keys, verifier, time } = setUp();
    const { plain, key } = await keys.mint(wanted);
    await verifier.verify(plain);
    await keys.revoke(key, 'uninstalled');
    time.ms += 11 * 60_000;
    expect(verifier.known(plain)).toBeUndefined();
    expect(await verifier.verify(plain)).toMatchObject({ ok: false, reason: 'revoked' });
  });

  test('ends when it expires, not a cache time later, though the clock of this machine is wrong by years', async () => {
    const { clock, keys, verifier, pass } = setUp();
    const { plain } = await keys.mint({ ...wanted, expiresAt: new Date(clock.now().getTime() + 90_000) });
    await verifier.verify(plain);
    for (let second = 0; second < 89; second += 1) pass(1_000);
    expect(verifier.known(plain)).toMatchObject({ ok: true });
    pass(1_000);
    expect(await verifier.verify(plain)).toMatchObject({ ok: false, reason: 'expired' });
  });

  test('is forgotten when it changes: narrowed, paused, let go on', async () => {
    const { keys, verifier, hashOf } = setUp();
    const { plain } = await keys.mint({ ...wanted, scopes: ['flow-tags:view', 'sub-flows:send'] });
    const after = async (change: () => Promise<unknown>) => {
      await verifier.verify(plain);
      await change();
      verifier.forget(await hashOf());
      return verifier.verify(plain);
    };
    const narrowed = await after(() => keys.narrow('ins_one', ['flow-tags:view']));
    expect(narrowed.ok && narrowed.scopes.has('sub-flows:send')).toBe(false);
    expect(await after(() => keys.setDisabled('ins_one', true))).toMatchObject({ ok: false, reason: 'disabled' });
    expect(await after(() => keys.setDisabled('ins_one', false))).toMatchObject({ ok: true });
  });

  test('makes room for another when there are too many, the one used longest ago first', async () => {
    const { keys, verifier, reads } = setUp({ maxKeys: 2 });
    const plains = [];
    for (let count = 0; count < 3; count += 1) plains.push((await keys.mint(wanted)).plain);
    const [one, two, three] = plains as [string, string, string];
    for (const plain of [one, two, one, three]) await verifier.verify(plain);
    expect(reads).toHaveBeenCalledTimes(3);
    expect(verifier.size.keys).toBe(2);
    expect([one, two, three].map((plain) => verifier.known(plain)?.ok)).toEqual([true, undefined, true]);
  });
});

describe('a key that is no good', () => {
  test('and mistyped costs no read and no place', async () => {
    const { keys, verifier, reads } = setUp();
    const { plain } = await keys.mint(wanted);
    const typo = plain.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    expect(await verifier.verify(typo)).toEqual({ ok: false, reason: 'checksum' });
    expect(verifier.known('nonsense')).toEqual({ ok: false, reason: 'malformed' });
    expect(reads).not.toHaveBeenCalled();
    expect(verifier.size).toEqual({ keys: 0, unknown: 0 });
  });

  test('and unknown is remembered for 5 s at most, whatever proof there is, and pushes no good key out', async () => {
    const { keys, verifier, reads, pass } = setUp({ maxKeys: 1, maxUnknown: 3 });
    const { plain } = await keys.mint(wanted);
    await verifier.verify(plain);
    const unknown = mintToken('mm_live');
    await verifier.verify(unknown);
    pass(4_000);
    expect(await verifier.verify(unknown)).toMatchObject({ ok: false, reason: 'unknown' });
    expect(reads).toHaveBeenCalledTimes(2);
    pass(1_000);
    await verifier.verify(unknown);
    expect(reads).toHaveBeenCalledTimes(3);
    for (let count = 0; count < 10; count += 1) await verifier.verify(mintToken('mm_live'));
    expect(verifier.size).toEqual({ keys: 1, unknown: 3 });
    expect(verifier.known(plain)).toMatchObject({ ok: true });
  });
});

test('after everything was forgotten, as when news may have been missed, good and unknown keys alike are looked up anew', async () => {
  const { keys, verifier, reads, hashOf } = setUp();
  const [{ plain }, unknown] = [await keys.mint(wanted), mintToken('mm_live')];
  for (const text of [plain, unknown]) await verifier.verify(text);
  verifier.forgetAll();
  expect([verifier.known(plain), verifier.known(unknown)]).toEqual([undefined, undefined]);
  expect(verifier.size).toEqual({ keys: 0, unknown: 0 });
  for (const text of [plain, unknown]) await verifier.verify(text);
  expect(reads).toHaveBeenCalledTimes(4);
  verifier.forget(await hashOf());
  verifier.forget(hashTokenHex(unknown));
  expect(verifier.size).toEqual({ keys: 0, unknown: 0 });
});

describe('a cold key', () => {
  /** A reader that answers when it is told to, with what the store held when it was asked. */
  function held() {
    const opened = setUp();
    const gates: (() => void)[] = [];
    const reader = {
      async findByHash(hash: Buffer) {
        const found = await opened.store.findByHash(hash);
        await new Promise<void>((resolve) => gates.push(resolve));
        return found;
      },
    };
    return { ...opened, gates, verifier: new CachedKeyVerifier({ reader, now: () => opened.time.ms }) };
  }

  test('asked for 1,000 times at once costs one read', async () => {
    const { keys, verifier, reads, gates } = held();
    const { plain } = await keys.mint(wanted);
    const answers = Array.from({ length: 1_000 }, () => verifier.verify(plain));
    await vi.waitFor(() => expect(gates).toHaveLength(1));
    gates[0]!();
    expect((await Promise.all(answers)).every(({ ok }) => ok)).toBe(true);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  test('that is revoked while it is looked up leaves no stale entry, and a call after that starts a look-up of its own', async () => {
    const { keys, verifier, gates } = held();
    const { plain, key } = await keys.mint(wanted);
    const before = verifier.verify(plain);
    await vi.waitFor(() => expect(gates).toHaveLength(1));
    await keys.revoke(key, 'leaked');
    verifier.forget(key.hash.toString('hex'));
    const after = verifier.verify(plain);
    await vi.waitFor(() => expect(gates).toHaveLength(2));
    gates[1]!();
    expect(await after).toMatchObject({ ok: false, reason: 'revoked' });
    gates[0]!();
    // It was asked before the revocation, and says what was true then; but only to those who asked then.
    expect(await before).toMatchObject({ ok: true });
    expect(verifier.known(plain)).toMatchObject({ ok: false, reason: 'revoked' });
  });

  test('that is looked up while everything is forgotten is not remembered either', async () => {
    const { keys, verifier, gates } = held();
    const { plain } = await keys.mint(wanted);
    const before = verifier.verify(plain);
    await vi.waitFor(() => expect(gates).toHaveLength(1));
    verifier.forgetAll();
    gates[0]!();
    await before;
    expect(verifier.known(plain)).toBeUndefined();
  });

  test('whose look-up took longer than it is trusted is not trusted', async () => {
    const { keys, verifier, gates, time } = held();
    const { plain } = await keys.mint(wanted);
    const answer = verifier.verify(plain);
    await vi.waitFor(() => expect(gates).toHaveLength(1));
    time.ms += 5_000;
    gates[0]!();
    await answer;
    expect(verifier.known(plain)).toBeUndefined();
  });

  test('is refused as not checkable when too many are looked up already', async () => {
    const { keys, verifier } = setUp({ maxReads: 2, reader: { findByHash: () => new Promise(() => {}) } });
    void verifier.verify((await keys.mint(wanted)).plain);
    void verifier.verify((await keys.mint(wanted)).plain);
    const third = verifier.verify((await keys.mint(wanted)).plain);
    await expect(third).rejects.toMatchObject({
      name: 'KeyCheckFailed',
      message: 'More than 2 keys are being looked up.',
    });
  });
});

describe('look-ups under way', () => {
  /** A reader whose answers come when they are let through. */
  function gated(options: Partial<CachedKeyVerifierOptions> = {}) {
    const time = { ms: 0 };
    const gates: ((endsInMs: number | null) => void)[] = [];
    const key = {
      id: 'key_1',
      subject: 's',
      tenant: 't',
      environment: 'live',
      scopes: [],
      allowedNetworks: null,
    } as const;
    const reader = {
      async findByHash() {
        const endsInMs = await new Promise<number | null>((resolve) => gates.push(resolve));
        return { key: { ...key, scopes: [] }, isRevoked: false, isDisabled: false, isSuspended: false, endsInMs };
      },
    };
    return { time, gates, verifier: new CachedKeyVerifier({ reader, now: () => time.ms, ...options }) };
  }

  test('are bounded, also those that were forgotten meanwhile', async () => {
    const { verifier, gates } = gated({ maxReads: 10 });
    for (let round = 0; round < 5; round += 1) {
      for (let call = 0; call < 10; call += 1) verifier.verify(mintToken('mm_live')).catch(() => {});
      verifier.forgetSubject('ins_any');
      verifier.forgetAll();
    }
    expect(gates).toHaveLength(10);
    gates[0]!(null);
    await vi.waitFor(async () => {
      verifier.verify(mintToken('mm_live')).catch(() => {});
      expect(gates).toHaveLength(11);
    });
  });

  test('that are older than a key is trusted are not joined', async () => {
    const { verifier, gates, time } = gated();
    const plain = mintToken('mm_live');
    const asked = verifier.verify(plain);
    time.ms = 4_999;
    const joined = verifier.verify(plain);
    expect(gates).toHaveLength(1);
    time.ms = 5_000;
    const own = verifier.verify(plain);
    expect(gates).toHaveLength(2);
    for (const open of gates) open(null);
    expect((await Promise.all([asked, joined, own])).map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  test('that take longer than the key has left answer that it has expired', async () => {
    const { verifier, gates, time } = gated();
    const asked = verifier.verify(mintToken('mm_live'));
    time.ms = 10;
    gates[0]!(10);
    expect(await asked).toMatchObject({ ok: false, reason: 'expired', key: { id: 'key_1' } });
  });
});

test('a store that fails is neither a yes nor a no, and is asked again', async () => {
  const { keys, verifier, reads, time } = setUp();
  const { plain } = await keys.mint(wanted);
  reads.mockRejectedValueOnce(new Error('down'));
  await expect(verifier.verify(plain)).rejects.toMatchObject({ name: 'KeyCheckFailed', cause: { message: 'down' } });
  expect(await verifier.verify(plain)).toMatchObject({ ok: true });
  reads.mockRejectedValueOnce(new Error('down again'));
  time.ms += 4_999;
  expect(await verifier.verify(plain)).toMatchObject({ ok: true });
  time.ms += 1;
  await expect(verifier.verify(plain)).rejects.toMatchObject({ name: 'KeyCheckFailed' });
});

test('nobody can be trusted for longer than 5 s without proof', () => {
  const reader = createMemoryKeyStore();
  expect(() => new CachedKeyVerifier({ reader, staleMs: 5_001 })).toThrow(
    'staleMs must be from 0 to 5000; 5001 is not.',
  );
  expect(() => new CachedKeyVerifier({ reader, staleMs: Number.NaN })).toThrow(RangeError);
});

test.each(['*', '__proto__', 'constructor', '', 'flow-tags:*', 'toString'])(
  'the scope %j is never held, nor counted',
  (odd) => {
    const universe = createScopeUniverse({ scopes: ['flow-tags:view'] });
    const set = universe.setOf(['flow-tags:view', odd]);
    expect(set.has(odd)).toBe(false);
    expect(set.has('flow-tags:view')).toBe(true);
  },
);

test('a universe of 100 scopes tells each from each', () => {
  const scopes = Array.from({ length: 100 }, (_, place) => `things:v${place}`);
  const universe = createScopeUniverse({ scopes });
  for (const held of scopes) {
    expect(scopes.filter((scope) => universe.setOf([held]).has(scope))).toEqual([held]);
  }
  expect(scopes.every((scope) => universe.setOf(scopes).has(scope))).toBe(true);
});
