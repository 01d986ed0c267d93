import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { plantSample } from '@minimart/chatbot/testing';
import { createReceiver } from '@minimart/test-kit';
import { createApp } from '../../app.ts';
import { registry } from '../../plugins.ts';
import { createTestApi, type TestApi } from '../create-test-api.ts';
import { exampleManifest } from '../example-manifest.ts';
import { goodBodies } from '../good-bodies.ts';
import { call, publishApp } from '../install-client.ts';
import { plantEstate, type Estate } from '../plant-estate.ts';
import { sessionOf } from '../session-of.ts';
import { plantSampleStore } from '../plant-sample-store.ts';
import { gifOfFrames, plainPicture } from '../sample-files.ts';
import { createRawClient, type RawAnswer, type RawRequest } from '../send-raw.ts';
import { createValues } from './create-values.ts';
import { openLocalProxy } from './open-local-proxy.ts';
import { readOperations, type OpenApiDocument, type Operation } from './read-operations.ts';
import { readTraces } from './read-traces.ts';
import type { RequestSources } from './requests-to.ts';
import { rememberTables, type Exemption } from './table-state.ts';

/** A whole API on a real port and a real PostgreSQL, two estates in it, and what requests to it are made from. */
export interface FuzzWorld extends AsyncDisposable {
  operations: Operation[];
  sources: RequestSources;
  /** The tables that are not what they were. */
  changed(): Promise<string[]>;
  send(request: RawRequest): Promise<RawAnswer>;
  /** Makes the tables again what they were, and forgets what the process remembers of keys. */
  restore(tables: readonly string[]): Promise<void>;
  /** Forgets how often somebody called. */
  forgetCalls(): void;
  /** Everything that was logged so far, as text. */
  logged(): string;
}

/** What even a refused call writes. */
const exemptions: readonly Exemption[] = [
  {
    table: 'accounts.personal_access_tokens',
    column: 'last_used_at',
    because: 'tells whose token it is when it was last used, whatever came of the call',
  },
  {
    table: 'accounts.session',
    column: '"lastSeenAt"',
    because: 'tells whose session it is when it was last used, whatever came of the call',
  },
  {
    table: 'catalog.upload_days',
    because: 'counts what somebody has sent on a day, taken or not, so that refused files cost them, too',
  },
];

/** Opens it. Nothing in it leaves the machine: requests of apps go through a proxy that leads to one receiver. */
export async function openFuzzWorld(document: OpenApiDocument): Promise<FuzzWorld> {
  // What was opened is closed again where something fails on the way.
  await using stack = new AsyncDisposableStack();
  const receiver = stack.use(await createReceiver(() => ({ body: '{"id":"7"}' })));
  const proxy = stack.use(await openLocalProxy(Number(new URL(receiver.url).port)));
  const operators: string[] = [];
  const api = stack.use(await createTestApi({ operators, egressProxy: proxy.url }));
  const scanner = await publishScanner(api);
  const listen = () => createApp({ ...api.services, config: { ...api.services.config, leakReportKeys: scanner.file } });
  let app = listen();
  const server = createServer((request, response) => void app(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createRawClient(url);
  stack.defer(() => client.close());

  const own = await plantEstate(api, { name: 'own', receiverUrl: receiver.url, version: '1.0.0' });
  const other = await plantEstate(api, { name: 'other', receiverUrl: receiver.url, version: '1.0.0' });
  operators.push(own.userId);
  const more = await plantMore({ api, url, receiverUrl: receiver.url }, own, other);
  const operations = readOperations(document);
  const known = { ...more.known };
  const bodies = goodBodies({ ...own, receiverUrl: receiver.url, invitationCode: more.invitationCode });
  const traces = await readTraces(operations, { known, send: client.send, headers: more.credentials });
  const files = await sampleFiles();
  const state = stack.use(await rememberTables(api.databaseUrl, exemptions));
  const opened = stack.move();
  return {
    operations,
    sources: {
      bodies,
      values: createValues({
        schemas: document.components.schemas,
        known: {
          ...known,
          cursor: traces.cursors,
          'If-Match': mostly(['*'], ...traces.etags),
          'If-None-Match': traces.etags,
        },
      }),
      credentials: more.credentials,
      etags: traces.etags,
      files,
      sign: scanner.sign,
    },
    changed: state.changed,
    async restore(tables) {
      await state.restore(tables);
      api.services.keyCheck.verifier.forgetAll();
    },
    send: client.send,
    forgetCalls() {
      app = listen();
    },
    logged: api.logged,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

interface Place {
  api: TestApi;
  url: string;
  receiverUrl: string;
}

/** The sample bot and its store, a member, installations in other states, a collection, keys; and all their names. */
async function plantMore({ api, url, receiverUrl }: Place, own: Estate, other: Estate) {
  const { services } = api;
  const { workspaceId } = own.ids as { workspaceId: string };
  await plantSample(services.em(), { own: workspaceId, other: other.ids['workspaceId']! });
  await plantSampleStore(services, workspaceId);
  const member = await api.person('member');
  await services.accountsOf(services.em()).addMember(workspaceId, member.userId, 'member');
  const manifest = { ...exampleManifest(receiverUrl), slug: 'keyed', authInputs: [], requests: {} };
  const scopes = registry.scopes.map(({ id }) => ({ id, reason: 'To be attacked.' }));
  const keyedApp = await publishApp(url, own, { ...manifest, scopes });
  const ofOwn = { method: 'POST', token: own.token };
  const installations = `${url}/v1/workspaces/${workspaceId}/installations`;
  const everyScope = scopes.map(({ id }) => id);
  const keyed = await call(installations, { ...ofOwn, body: { app: 'keyed', scopes: everyScope } });
  await publishApp(url, own, { ...manifest, slug: 'left', scopes: [] });
  const left = await call(installations, { ...ofOwn, body: { app: 'left', scopes: [] } });
  await call(`${installations}/${left.body.id}`, { method: 'DELETE', token: own.token });
  const collections = goodBodies({ ...own, receiverUrl })['replaceCollections'];
  const headers = { 'if-match': '*' };
  await call(`${url}/v1/operator/collections`, { method: 'PUT', token: own.token, body: collections, headers });
  const poor = await services.keysOf(services.em()).mint({ subject: keyed.body.id, tenant: workspaceId, scopes: [] });
  const invited = { workspaceId: other.ids['workspaceId']!, email: own.email, role: 'member' as const };
  const { code } = await services.invitationsOf(services.em()).send({ ...invited, invitedBy: other.userId });
  const session = { ...(await sessionOf(api, own)) };
  const key = keyed.body['plainKey'] as string;
  const known: Record<string, string[]> = Object.fromEntries(
    Object.entries(own.ids).map(([name, id]) => [name, mostly([id], other.ids[name]!)]),
  );
  const ofInstallations = [own.ids['installationId']!, keyed.body.id, left.body.id];
  const slugs = [own.app, own.otherApp, other.app, 'keyed', 'left'];
  return {
    invitationCode: code,
    known: {
      ...known,
      code: [code],
      appId: mostly([own.ids['appId']!, own.ids['appId']!, keyedApp.id], other.ids['appId']!),
      installationId: mostly(ofInstallations, other.ids['installationId']!),
      version: ['1.0.0', '1.1.0', '2.0.0-beta.1'],
      from: ['1.0.0', '2026-01-01'],
      slug: slugs,
      app: slugs,
      apps: slugs,
      collection: ['for-shops'],
      userNs: ['f123u456', 'f124u9001'],
      scopes: everyScope,
      category: ['marketing'],
      token: [key, poor.plain],
    },
    credentials: {
      nobody: [{}, bearer(own.token), bearer('mm_pat_none')],
      token: [
        bearer(own.token),
        bearer(other.token),
        session,
        bearer(member.token),
        bearer(key),
        bearer('mm_pat_none'),
        {},
      ],
      key: [bearer(key), bearer(poor.plain), bearer(own.token), bearer(`mm_live_${'0'.repeat(38)}`), bearer(''), {}],
    },
  };
}

/** What is one's own, ten times as often as each of the others. */
function mostly(own: readonly string[], ...others: string[]): string[] {
  return [...Array.from({ length: 10 }, () => own).flat(), ...others];
}

/** A scanner of secrets whose public key the store knows. */
async function publishScanner({ services }: TestApi) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ type: 'spki', format: 'pem' });
  await mkdir(services.config.dataDir, { recursive: true });
  const file = join(services.config.dataDir, 'scanner.json');
  await writeFile(file, JSON.stringify({ public_keys: [{ key_identifier: 'k1', key, is_current: true }] }));
  return {
    file,
    sign: (body: string | Buffer) => ({
      'github-public-key-identifier': 'k1',
      'github-public-key-signature': sign('sha256', Buffer.from(body), privateKey).toString('base64'),
    }),
  };
}

async function sampleFiles(): Promise<Buffer[]> {
  const picture = await plainPicture(800, 400).png().toBuffer();
  return [picture, picture.subarray(0, 200), gifOfFrames(2), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')];
}
