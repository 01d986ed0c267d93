import { createFileBlobs, createS3Blobs } from '@minimart/blobs';
import { createTxtResolve, type ProofPorts } from '@minimart/accounts';
import {
  accountsTables,
  createAccounts,
  createAuth,
  createDevelopers,
  createSignInMethods,
  createInvitations,
  createMembers,
  createTokens,
  createPlatformPeople,
} from '@minimart/accounts/mikro-orm';
import { approvalsTables, createPolicies, createRequests } from '@minimart/approvals/mikro-orm';
import { auditTables, createAccountLog, createAuditLog, createOperatorLog } from '@minimart/audit/mikro-orm';
import {
  catalogTables,
  createAssets,
  createCatalog,
  createLiftings,
  createSuspensions,
  createVersionReviews,
  longestSearchMs,
  readStoreRevision,
} from '@minimart/catalog/mikro-orm';
import { cancelBroadcasts, chatbotTables, createChatbot } from '@minimart/chatbot/mikro-orm';
import { createOrm, guardPool, limitSettings } from '@minimart/database';
import { createPictureEncoder } from '@minimart/media';
import { idempotencyTables } from '@minimart/idempotency/mikro-orm';
import {
  createFarewellStore,
  createInstallationStore,
  hasEnded,
  installsTables,
  readProgress,
} from '@minimart/installs/mikro-orm';
import type { InstallPorts } from '@minimart/installs';
import {
  createKeyService,
  createScopeUniverse,
  FallbackRateLimiter,
  LocalRateLimiter,
  RefusalRecorder,
  UseRecorder,
  type KeyActor,
  type KeyService,
} from '@minimart/keys';
import { createKeyStore, createSharedRateLimiter, createUseStore, keysTables } from '@minimart/keys/mikro-orm';
import { createMailbox, createMailStore, mailTables } from '@minimart/mail/mikro-orm';
import { ViewRecorder } from '@minimart/numbers';
import { createNumbersStore, createViewStore, numbersTables } from '@minimart/numbers/mikro-orm';
import { createReports, createReviews, reviewsTables } from '@minimart/reviews/mikro-orm';
import { inLanguage, languagesOf } from '@minimart/scope-kit';
import { createSealer } from '@minimart/sealing';
import { activeTraceparent, inSpan } from '@minimart/tracing';
import { createEgressGuard, createSender } from '@minimart/webhooks';
import { createEnqueueBell, createOutbox, webhooksTables } from '@minimart/webhooks/mikro-orm';
import type { EntityManager } from '@mikro-orm/postgresql';
import { join } from 'node:path';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { keyLimits, limitsOf } from './database-limits.ts';
import { cannotOf } from './features/listings/cannot-of.ts';
import { createAccountAudit } from './features/audit/create-account-audit.ts';
import { createAudit } from './features/audit/create-audit.ts';
import { createOperatorAudit } from './features/audit/create-operator-audit.ts';
import { createFileFetch } from './features/developer-profile/create-file-fetch.ts';
import { createMetrics } from './features/metrics/create-metrics.ts';
import { guardOutbox } from './features/moderation/guard-outbox.ts';
import { createPlatform } from './features/platform-sign-in/create-platform.ts';
import { createKeyCheck, patienceMs } from './features/platform/create-key-check.ts';
import { createInstalledApps } from './features/platform/create-installed-apps.ts';
import { createUsePort } from './features/reviews/create-use-port.ts';
import { chatbotSandbox, type SandboxHost } from './features/sandbox/sandbox-host.ts';
import { mailAccount } from './features/sign-in/mail-account.ts';
import { presentProgress } from './features/progress/present-progress.ts';
import { ProgressBoard } from './features/progress/progress-board.ts';
import { chatbotWorkspace, type WorkspaceHost } from './features/workspaces/workspace-host.ts';
import { createWorkspaceInfo } from './features/platform/create-workspace-info.ts';
import { createStoreReader } from './features/store/create-store-reader.ts';
import { LoadWatch } from './overload/load-watch.ts';
import { registry } from './plugins.ts';

/** The tables of every package, in the order in which their migrations run. */
export const allTables = [
  accountsTables,
  catalogTables,
  keysTables,
  webhooksTables,
  installsTables,
  idempotencyTables,
  chatbotTables,
  auditTables,
  mailTables,
  approvalsTables,
  numbersTables,
  reviewsTables,
] as const;

// The scopes of this installation's plugins, numbered once.
const scopeUniverse = createScopeUniverse({
  scopes: registry.scopes.map(({ id }) => id),
  expand: (scopes) => registry.expand(scopes),
});

const registries = new Map(languagesOf(registry).map((language) => [language, inLanguage(registry, language)]));
const registryIn = (language: string) => registries.get(language) ?? registry;

// A page of the store waits no longer for the replica; then it is read from the primary. PostgreSQL has to end a search that is too slow well before, and say
// so: a replica that merely did not answer would rest, and the search would be done again on the primary.
const replicaPatienceMs = longestSearchMs + 1_000;

const transactionSpan = { kind: 'CLIENT', attributes: { 'db.system.name': 'postgresql' } } as const;

/** Everything the roles share, wired once. */
export type Services = Awaited<ReturnType<typeof compose>>;

/** Connects the packages to one PostgreSQL and to each other. Nothing listens yet. */
export async function compose(config: Config, logger: Logger, limits = limitsOf(config.role)) {
  const pools: pg.Pool[] = [];
  const orm = await createOrm({
    url: config.databaseUrl,
    tables: [...allTables],
    applicationName: `minimart ${config.role}`,
    limits,
    onPool: (pool) => pools.push(pool),
  });
  const replica =
    config.replicaUrl === undefined
      ? undefined
      : await createOrm({
          url: config.replicaUrl,
          tables: [...allTables],
          applicationName: 'minimart store reads',
          patienceMs: replicaPatienceMs,
        });
  const pooled = (options: pg.PoolConfig, own = limits) => {
    const pool = new pg.Pool({ connectionString: config.databaseUrl, ...(own && limitSettings(own)), ...options });
    guardPool(pool, { silenceMs: own?.silenceMs });
    // A connection that breaks while idle is replaced by the next query; unheard, it would end the process.
    pool.on('error', (error) => logger.warn({ message: error.message }, 'an idle database connection broke'));
    pools.push(pool);
    return pool;
  };
  const patient = { max: 5, query_timeout: patienceMs };
  const keyPool = pooled({ ...patient, application_name: 'minimart keys' }, keyLimits);
  // Of its own, so that counting the calls of one key never holds up the check of another.
  const countPool = pooled({ ...patient, application_name: 'minimart key counts' }, keyLimits);
  // Counted over all processes; while PostgreSQL cannot, each counts for itself.
  const signInLimiter = new FallbackRateLimiter({
    shared: createSharedRateLimiter(countPool),
    local: new LocalRateLimiter(),
    onError: (error) => logger.warn({ err: error }, 'attempts to sign in are counted by each process for itself'),
  });
  const keyCheck = createKeyCheck({ config, logger, pool: keyPool, countPool, scopes: scopeUniverse });
  const authPool = pooled({
    max: 5,
    application_name: 'minimart accounts',
    options: '-c search_path=accounts',
  });
  const deliveryPool = pooled({
    max: 4,
    application_name: 'minimart deliveries',
    connectionTimeoutMillis: patienceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  const bell = createEnqueueBell(orm, {
    pool: deliveryPool,
    onError: (error) => logger.warn({ err: error }, 'dispatchers could not be told of a delivery; they will find it'),
  });
  const sealer = createSealer({ keys: config.sealingKeys });
  const clock = { now: () => new Date() };
  const guard = createEgressGuard({ allow: config.egressAllow });
  const testSender = createSender({ guard, timeoutMs: config.deliveryTimeoutMs, proxyUrl: config.egressProxy });
  const proofPorts: ProofPorts = {
    resolveTxt: createTxtResolve({ servers: config.nameServers }),
    fetchFile: createFileFetch(testSender),
  };
  const mailMode = config.smtp !== undefined ? 'send' : config.mailOutbox ? 'keep' : 'drop';
  const mailboxOf = (em: EntityManager) => createMailbox(em, { mode: mailMode, sealer });
  const auth = createAuth({
    pool: authPool,
    baseUrl: config.baseUrl,
    secret: config.authSecret,
    // The calls are limited where they are served.
    limitSignIn: false,
    signUp: config.signUp,
    ...(mailMode !== 'drop' && {
      sendMail: (mail) => mailAccount({ mailboxOf, config, clock, signInLimiter }, orm.em.fork(), mail),
    }),
  });
  const accountsOf = (em: EntityManager) => createAccounts(em, { clock });
  const developersOf = (em: EntityManager) => createDevelopers(em, { clock });
  const catalogOf = (em: EntityManager) =>
    createCatalog(em, { clock, developerOf: async (id) => (await developersOf(em).publicOf([id])).get(id) });
  const suspensionsOf = (em: EntityManager) => createSuspensions(em, { clock });
  const assetsOf = (em: EntityManager) => createAssets(em, { clock });
  const blobs = config.s3 === undefined ? createFileBlobs(join(config.dataDir, 'blobs')) : createS3Blobs(config.s3);
  const pictureEncoder = createPictureEncoder({
    onBreak: (reason) => logger.warn({ reason }, 'a picture broke the process that decoded it'),
  });
  const outboxOf = (em: EntityManager) => createOutbox(em, { sealer, traceparent: activeTraceparent });
  const keysOf = (em: EntityManager, by?: KeyActor) => createKeyService({ store: createKeyStore(em), clock, by });

  const usesOf = (em: EntityManager) => createUseStore(em);
  const uses = new UseRecorder({
    store: { addUses: (counted) => usesOf(orm.em.fork()).addUses(counted) },
    clock,
    onError: (error) => logger.warn({ err: error }, 'the use of keys could not be written down; it is kept for later'),
  });
  const refusals = new RefusalRecorder({
    store: { addAudit: (entries) => createKeyStore(orm.em.fork()).addAudit(entries) },
    clock,
    onError: (error) => logger.warn({ err: error }, 'refused keys could not be written down; they are kept for later'),
  });

  const views = new ViewRecorder({
    store: createViewStore(() => orm.em.fork()),
    clock,
    onError: (error) => logger.warn({ err: error }, 'views could not be counted; those that wait are kept for later'),
  });

  const progress = new ProgressBoard({
    look: (ids) => readProgress(orm.em.fork(), ids),
    tell: (seen) => presentProgress(outboxOf(orm.em.fork()), seen),
    onError: (error) =>
      logger.warn({ err: error }, 'installations that are watched could not be looked at; they are again'),
  });

  const readStore = createStoreReader({
    primary: () => orm.em.fork(),
    replica: replica && (() => replica.em.fork()),
    revisionOf: readStoreRevision,
    onError: (error) => logger.warn({ err: error }, 'the replica failed; the store is read from the primary'),
  });

  const load = new LoadWatch({
    pools,
    onChange: (isShedding, seen) =>
      logger.warn(seen, isShedding ? 'calls are turned away, since they come too fast' : 'calls are let in again'),
  });

  const audit = createAudit({ catalogOf });

  /** The ports of the install lifecycle, all bound to one transaction. */
  const installPortsOf = (em: EntityManager, by?: KeyActor): InstallPorts => ({
    store: createInstallationStore(em),
    farewells: createFarewellStore(em),
    keys: keysOf(em, by),
    outbox: guardOutbox(outboxOf(em), suspensionsOf(em)),
    plannedWork: {
      cancel: (installationId) => cancelBroadcasts(em, { where: { installationId }, now: clock.now() }),
    },
    scopes: {
      scope: (id, language = 'en') => registryIn(language).scope(id),
      closest: (id) => registry.closest(id),
      cannotOf: (asked, language) => cannotOf(registryIn(language), asked),
    },
    versions: {
      async manifestOf(appId, version) {
        const published = await catalogOf(em).version(appId, version);
        if (published === undefined) throw new Error(`Version ${version} of ${appId} is gone.`);
        return published.manifest;
      },
      async releasesOf(appId, installed) {
        const releases = await catalogOf(em).releasesBeside(appId, installed);
        return releases.map(({ version, percentage, rolledBackAt }) => {
          return { version, percentage, isRolledBack: rolledBackAt !== null };
        });
      },
    },
    sealer,
    clock,
    dataErasureDelayMs: config.dataErasureDelayMs,
  });

  /** Whether a workspace has used an app, as the installations and their keys know it. */
  const useOfApps = (em: EntityManager) => createUsePort({ accountsOf, catalogOf, usesOf, clock, installPortsOf }, em);

  /** Whether an app has been taken away from a workspace, or its keys are suspended; until the caller's transaction ends neither happens. */
  const mayNotAct = async (em: EntityManager, installationId: string) => {
    const installation = await installPortsOf(em).store.find(installationId);
    if (installation !== undefined && !installation.isTest) {
      // Before the installation is held, as whoever suspends the app does.
      await suspensionsOf(em).hold(installation.appId);
      const suspension = (await suspensionsOf(em).of([installation.appId])).get(installation.appId);
      if (suspension?.stopsKeys === true) return true;
    }
    return hasEnded(em, installationId);
  };

  const hostIn = (em: EntityManager, workspaceId: string, installationId?: string) =>
    createChatbot(em, workspaceId, {
      now: () => clock.now(),
      installationId,
      hasAppEnded: installationId === undefined ? undefined : (tx) => mayNotAct(tx, installationId),
      members: {
        list: async () =>
          (await accountsOf(em).membersOf(workspaceId)).map(({ id, ...person }) => ({ memberId: id, ...person })),
      },
      workspaceInfo: createWorkspaceInfo(accountsOf(em), workspaceId),
      installedApps: createInstalledApps(
        { em, catalogOf, installPortsOf, config, audit, by: installationId },
        workspaceId,
      ),
    });

  return {
    config,
    logger,
    orm,
    clock,
    sealer,
    guard,
    /** Sends the tests of developers and asks for their proofs, by the rules by which the dispatcher sends deliveries. */
    testSender,
    auth,
    registry,
    /** The registry in the words of one language, English where it has none of it. */
    registryIn,
    accountsOf,
    /** How people sign in, and where they are signed in. */
    signInMethodsOf: (em: EntityManager) => createSignInMethods(em),
    tokensOf: (em: EntityManager) => createTokens(em, { clock }),
    /** Who belongs to workspaces, and who is asked to. */
    membersOf: (em: EntityManager) => createMembers(em, { clock }),
    invitationsOf: (em: EntityManager) => createInvitations(em, { clock }),
    /** What the host gives a workspace to begin with. */
    workspaceHost: chatbotWorkspace as WorkspaceHost,
    /** The platform whose own accounts sign in here, where there is one, and its people. */
    platform: createPlatform(config),
    platformPeopleOf: (em: EntityManager) => createPlatformPeople(em, { clock, sealer }),
    /** What developers say of themselves, and the domains they prove. */
    developersOf,
    /** Asks for the proofs of domains. */
    proofPorts,
    catalogOf,
    /** Which apps operators have suspended. */
    suspensionsOf,
    /** Which suspensions were lifted, whose owners are still to be told. */
    liftingsOf: (em: EntityManager) => createLiftings(em, { clock }),
    /** What operators say of versions before they are let out. */
    versionReviewsOf: (em: EntityManager) => createVersionReviews(em, { clock }),
    assetsOf,
    /** Where the bytes of pictures and videos lie. */
    blobs,
    /** Makes uploaded pictures anew. */
    pictureEncoder,
    outboxOf,
    /** Writes down who did what, in the transaction that does it. */
    audit,
    /** The same, for what is done to an account. */
    auditAccount: createAccountAudit(),
    /** The same, for what an operator does. */
    auditOperator: createOperatorAudit(),
    operatorLogOf: (em: EntityManager) => createOperatorLog(em),
    accountLogOf: (em: EntityManager) => createAccountLog(em),
    auditLogOf: (em: EntityManager) => createAuditLog(em),
    /** What the host puts into a developer's sandbox. */
    sandboxHost: chatbotSandbox as SandboxHost,
    /** What workspaces say of installing. */
    policiesOf: (em: EntityManager) => createPolicies(em),
    /** What members ask for. */
    requestsOf: (em: EntityManager) => createRequests(em, { clock }),
    /** Writes mails, in the transaction that they tell of. */
    mailboxOf,
    /** Gives out mails to send. */
    mailStore: createMailStore(() => orm.em.fork(), sealer),
    keysOf,
    /** What keys were used for, as written down. */
    usesOf,
    /** Counts what keys are used for; the role that serves calls starts and stops it. */
    uses,
    installPortsOf,
    /** Counts who looks at the pages of an app; the role that serves calls starts and stops it. */
    views,
    /** What was counted of apps, and what was said of them by those who left. */
    numbersOf: (em: EntityManager) => createNumbersStore(em),
    /** What workspaces say of apps they have used, and what developers reply. */
    reviewsOf: (em: EntityManager) => createReviews(em, { clock, use: useOfApps(em) }),
    /** What visitors report. */
    reportsOf: (em: EntityManager) => createReports(em, { clock }),
    /** Writes down the refused uses of known keys; the role that serves calls starts and stops it. */
    refusals,
    /** Where those come together who watch installations. */
    progress,
    keyPool,
    /** Watches whether this process keeps up; the role that serves calls starts and stops it. */
    load,
    /** What the outbox is claimed, settled and watched over. */
    deliveryPool,
    /** Counts attempts to sign in. */
    signInLimiter,
    /** Checks and limits keys; the role that serves calls starts and stops it. */
    keyCheck,
    /** The host's data of one workspace, in the transaction of `em`, where there is one. */
    hostIn,
    hostOf: (workspaceId: string, installationId?: string) => hostIn(orm.em.fork(), workspaceId, installationId),
    /** Reads what the store shows, from the replica where there is one that has the latest publication. */
    readStore,
    /** A fresh unit of work that reads. */
    em: (): EntityManager => orm.em.fork(),
    /** One transaction for one use case. */
    inTransaction: <Value>(work: (em: EntityManager) => Promise<Value>): Promise<Value> =>
      inSpan('transaction', transactionSpan, () => orm.em.fork().transactional(work)),
    /**
     * One transaction for what somebody does to an installation or its keys. Once it is committed, this process checks the keys of the
     * installation anew at once; other processes hear of it by notification.
     */
    async inMove<Value>(
      { installationId, by }: { installationId: string; by: KeyActor },
      work: (move: { em: EntityManager; ports: InstallPorts; keys: KeyService }) => Promise<Value>,
    ): Promise<Value> {
      const value = await inSpan('transaction', transactionSpan, () =>
        orm.em.fork().transactional(async (em) => {
          const ports = installPortsOf(em, by);
          // Before anything of the installation is held, as whoever suspends the app does.
          const installation = await ports.store.find(installationId);
          if (installation !== undefined) await suspensionsOf(em).hold(installation.appId);
          return work({ em, ports, keys: keysOf(em, by) });
        }),
      );
      keyCheck.verifier.forgetSubject(installationId);
      return value;
    },
    /** What this process counts. */
    metrics: createMetrics({ keys: keyPool, key_counts: countPool, accounts: authPool, deliveries: deliveryPool }),
    /** Whether this process was told to stop. */
    life: { isStopping: false },
    isReady: async () => {
      await keyPool.query('select 1');
    },
    async close() {
      await Promise.all([bell.close(), progress.close()]);
      const own = [keyPool, countPool, authPool, deliveryPool];
      await Promise.all([orm.close(true), replica?.close(true), testSender.close(), ...own.map((pool) => pool.end())]);
    },
  };
}
