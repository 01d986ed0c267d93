import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, readDemo, startSystem, type Demo, type RunningSystem } from '@minimart/launcher';
import type { TestProject } from 'vitest/node';
import { freeUdpPort } from './kit/open-name-server.ts';
import { signIn, type SessionCookie } from './kit/sign-in.ts';

/** An account of the demo that journeys act as. */
export interface JourneyAccount {
  email: string;
  password: string;
  token: string;
  workspaceId: string;
  /** Cookies of a browser that is signed in already. */
  cookies: SessionCookie[];
}

/** The people of the demo, by what they are there for. */
export type JourneyRole = 'owner' | 'otherOwner' | 'member' | 'developer' | 'operator';

/** The one real system that all journeys run on. */
export interface JourneySystem {
  baseUrl: string;
  dataDir: string;
  accounts: Record<JourneyRole, JourneyAccount>;
  /** Where the system asks for the proofs of domains; a journey opens a name server there. */
  nameServerPort: number;
  /** Where the system looks for the platform, Acme, whose own people sign in; a journey opens an identity provider there, with this secret. */
  platform: { port: number; clientSecret: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    journeySystem: JourneySystem;
  }
}

/**
 * Starts one real system with the demo in it for all journeys, and stops it by SIGTERM after the last. JOURNEYS_DATA_DIR names one that
 * runs already (its own limits by address must be off, MINIMART_NAME_SERVERS at JOURNEYS_NAME_SERVER_PORT of this machine, and the platform Acme, with the
 * client `minimart`, at JOURNEYS_PLATFORM_PORT, with JOURNEYS_PLATFORM_SECRET), which makes working on a journey quick.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['JOURNEYS_DATA_DIR'];
  const nameServerPort = Number(process.env['JOURNEYS_NAME_SERVER_PORT'] ?? (await freeUdpPort()));
  const platform = {
    port: Number(process.env['JOURNEYS_PLATFORM_PORT'] ?? (await freePort())),
    clientSecret: process.env['JOURNEYS_PLATFORM_SECRET'] ?? randomUUID(),
  };
  if (running !== undefined) {
    project.provide('journeySystem', await describe(running, nameServerPort, platform));
    return async () => {};
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-journeys-'));
  await chmod(dataDir, 0o711); // under root, PostgreSQL runs as another user, who must be able to enter
  const remove = () => rm(dataDir, { recursive: true, force: true });
  let system: RunningSystem;
  try {
    // At a name, because browsers know no passkeys for a bare address.
    const port = await freePort();
    const env = {
      PORT: String(port),
      MINIMART_BASE_URL: `http://localhost:${port}`,
      MINIMART_SEED: 'demo',
      MINIMART_SIGN_IN_LIMIT: 'off',
      MINIMART_SEARCH_LIMIT: 'off',
      MINIMART_SUGGEST_LIMIT: 'off',
      MINIMART_NAME_SERVERS: `127.0.0.1:${nameServerPort}`,
      MINIMART_OIDC_ISSUER: `http://127.0.0.1:${platform.port}`,
      MINIMART_OIDC_CLIENT_ID: 'minimart',
      MINIMART_OIDC_CLIENT_SECRET: platform.clientSecret,
      MINIMART_OIDC_NAME: 'Acme',
    };
    system = await startSystem({ dataDir, env });
  } catch (error) {
    await remove();
    throw error;
  }
  const stop = async () => {
    const code = await system.end('SIGTERM');
    await remove();
    if (code !== 0) throw new Error(`The system did not stop well (${code}):\n${system.output()}`);
  };
  try {
    project.provide('journeySystem', await describe(dataDir, nameServerPort, platform));
  } catch (error) {
    await stop();
    throw new Error(`The system started, but cannot be used:\n${system.output()}`, { cause: error });
  }
  return stop;
}

async function describe(
  dataDir: string,
  nameServerPort: number,
  platform: JourneySystem['platform'],
): Promise<JourneySystem> {
  const demo = await readDemo(dataDir);
  if (demo === undefined) throw new Error(`There is no demo.json in ${dataDir}.`);
  const ready = await fetch(`${demo.baseUrl}/health/ready`);
  if (!ready.ok) throw new Error(`${demo.baseUrl}/health/ready answered ${ready.status}.`);
  const [owner, otherOwner, member, developer, operator] = await Promise.all([
    meet(demo, 'owner'),
    meet(demo, 'otherOwner'),
    meet(demo, 'member'),
    meet(demo, 'developer'),
    meet(demo, 'operator'),
  ]);
  return {
    baseUrl: demo.baseUrl,
    dataDir,
    nameServerPort,
    platform,
    accounts: { owner, otherOwner, member, developer, operator },
  };
}

async function meet({ baseUrl, accounts }: Demo, role: JourneyRole): Promise<JourneyAccount> {
  const account = accounts[role];
  if (account?.token === undefined) throw new Error(`demo.json has no account ${role} with a token.`);
  const { email, password, token, workspaceId = '' } = account;
  return { email, password, token, workspaceId, cookies: await signIn(baseUrl, { email, password }) };
}
