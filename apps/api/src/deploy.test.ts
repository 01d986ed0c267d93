import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifests, type Manifest } from '@minimart/production';
import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { settings } from './config.ts';
import { uploadLimits } from './features/uploads/upload-limits.ts';
import { secretNames } from './read-secret-files.ts';
import { createTestApi } from './testing/create-test-api.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFile(join(root, path), 'utf8');

/** What the program reads; the store's own settings are in its README. */
const known = new Set([...settings.keys(), ...secretNames.map((name) => `${name}_FILE`)]);
const ofTheStore = new Set(['API_URL', 'ORIGIN', 'ADDRESS_HEADER', 'XFF_DEPTH', 'BODY_SIZE_LIMIT']);

interface Container {
  name: string;
  image: string;
  env?: { name: string }[];
  securityContext: Record<string, unknown>;
  resources: { requests: object; limits: object };
  ports?: { name: string; containerPort: number }[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
}
interface Probe {
  httpGet: { path: string; port: string };
}
interface PodSpec {
  containers: Container[];
  securityContext: Record<string, unknown>;
  serviceAccountName: string;
}

let manifests: Manifest[];
let pods: [name: string, pod: PodSpec][];
beforeAll(async () => {
  manifests = await readManifests(join(root, 'deploy/kubernetes'));
  pods = manifests
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map(({ metadata, spec }) => [metadata.name, (spec['template'] as { spec: PodSpec }).spec]);
});
const of = (kind: string) => manifests.filter((each) => each.kind === kind);

describe('the Kubernetes manifests', () => {
  test('are all named by the kustomization', async () => {
    const { resources } = parse(await read('deploy/kubernetes/kustomization.yaml')) as { resources: string[] };
    const files = (await readdir(join(root, 'deploy/kubernetes'))).filter((name) => name !== 'kustomization.yaml');
    expect(resources.toSorted()).toEqual(files.toSorted());
  });

  test('run each role as nobody, on a root that cannot be written, with limits', () => {
    expect(pods.map(([name]) => name).toSorted()).toEqual(['api', 'dispatcher', 'migrate', 'store']);
    for (const [name, { containers, securityContext, serviceAccountName }] of pods) {
      expect(securityContext, name).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(serviceAccountName).toBe('minimart');
      for (const each of containers) {
        expect(each.securityContext, name).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(each.image).toBe('minimart');
        expect(each.resources, name).toMatchObject({
          requests: { cpu: expect.anything(), memory: expect.anything() },
          limits: { memory: expect.anything() },
        });
      }
    }
  });

  test('set nothing that the program does not know, and no secret', () => {
    const [map] = of('ConfigMap');
    for (const name of Object.keys(map!.data!)) expect([...known]).toContain(name);
    for (const [pod, { containers }] of pods)
      for (const { name } of containers.flatMap(({ env = [] }) => env))
        expect([...(pod === 'store' ? ofTheStore : known)], pod).toContain(name);
    for (const name of secretNames) expect(Object.keys(map!.data!)).not.toContain(name);
    expect(of('Secret')).toEqual([]);
  });

  test('probe what is there', async () => {
    await using api = await createTestApi();
    for (const [name, { containers }] of pods.filter(([pod]) => pod !== 'migrate'))
      for (const { startupProbe, livenessProbe, readinessProbe, ports } of containers)
        for (const probe of [startupProbe, livenessProbe, readinessProbe]) {
          expect(
            ports!.map((port) => port.name),
            name,
          ).toContain(probe!.httpGet.port);
          await request(api.app).get(probe!.httpGet.path).expect(200);
        }
  });

  test('keep one of each role while machines are emptied, and lead services to what they name', () => {
    const roles = of('Deployment').map(({ metadata }) => metadata.name);
    expect(
      of('PodDisruptionBudget')
        .map(({ metadata }) => metadata.name)
        .toSorted(),
    ).toEqual(roles.toSorted());
    for (const { metadata, spec } of of('Service')) {
      expect(roles).toContain(metadata.name);
      expect(spec['selector']).toEqual({ app: 'minimart', role: metadata.name });
    }
  });
});

/** Where the front door of `pnpm start` sends to the API, but for what operators ask, which has a port of its own here. */
async function apiPaths(): Promise<string[]> {
  const [, alternatives = ''] =
    /const apiPath = \/\^\\\/\(([^)]+)\)/.exec(await read('tooling/launcher/src/front-door.ts')) ?? [];
  const all = alternatives
    .replaceAll('\\.', '.')
    .split('|')
    .map((name) => `/${name}`);
  return all.filter((path) => path !== '/health' && path !== '/metrics').toSorted();
}

test('the ingress and the compose file’s proxy send to the API what the front door sends there', async () => {
  const { rules } = of('Ingress')[0]!.spec as {
    rules: { http: { paths: { path: string; backend: { service: { name: string } } }[] } }[];
  };
  const { paths } = rules[0]!.http;
  const expected = await apiPaths();
  expect(expected).toContain('/v1');
  expect(
    paths
      .filter(({ backend }) => backend.service.name === 'api')
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(expected);
  const [, matched = ''] = /@api path (.+)/.exec(await read('deploy/Caddyfile')) ?? [];
  expect([...new Set(matched.split(' ').map((path) => path.replace(/\/\*$/, '')))].toSorted()).toEqual(expected);
});

test('the ingress lets the largest upload through, and for as long as one may take', () => {
  const { annotations } = of('Ingress')[0]!.metadata as { annotations?: Record<string, string> };
  const told = (name: string) => Number.parseInt(annotations?.[`nginx.ingress.kubernetes.io/${name}`] ?? '0', 10);
  const { pictureBytes, videoBytes, wholeMs } = uploadLimits;
  expect(told('proxy-body-size') * 1024 * 1024).toBeGreaterThan(Math.max(pictureBytes, videoBytes));
  expect(told('proxy-read-timeout') * 1_000).toBeGreaterThan(wholeMs);
});

describe('the compose file', () => {
  test('takes over what lets people come in, for every role that is told how', async () => {
    const { services } = parse(await read('compose.yaml'), { merge: true }) as {
      services: Record<string, { environment: Record<string, string | null> }>;
    };
    for (const role of ['api', 'dispatcher', 'migrate'])
      for (const name of ['MINIMART_SMTP_URL', 'MINIMART_MAIL_FROM', 'MINIMART_OIDC_ISSUER'])
        // As compose means it: the value of the shell or of .env, and nothing where there is none.
        expect(services[role]!.environment, role).toHaveProperty(name, null);
  });

  test('sets nothing that the program does not know, and mounts each secret that it names', async () => {
    const file = parse(await read('compose.yaml'), { merge: true }) as {
      services: Record<
        string,
        { environment?: Record<string, string | null>; secrets?: string[]; read_only?: boolean; image?: string }
      >;
      secrets: Record<string, unknown>;
    };
    for (const [name, service] of Object.entries(file.services)) {
      for (const secret of service.secrets ?? []) expect(Object.keys(file.secrets)).toContain(secret);
      if (service.image !== 'minimart:local') continue;
      expect(service.read_only, name).toBe(true);
      for (const [setting, value] of Object.entries(service.environment ?? {})) {
        expect([...(name === 'store' ? ofTheStore : known)], name).toContain(setting);
        if (setting.endsWith('_FILE')) expect(service.secrets).toContain(value!.replace('/run/secrets/', ''));
      }
    }
  });
});

describe('the Containerfile', () => {
  test('builds with the commands that the test of the bundle runs, and ends as nobody with what was laid out', async () => {
    const text = await read('Containerfile');
    const [building = '', final = ''] = text.split(/^FROM \$\{NODE_IMAGE\}$/m);
    expect(building).toContain('pnpm build --filter=@minimart/api --filter=@minimart/store');
    expect(building).toContain('node tooling/production/src/main.ts /out');
    expect(final).toContain('COPY --from=build --chown=0:0 /out /app');
    expect(final).toMatch(/^USER 65532:65532$/m);
    expect(final).not.toMatch(/apt-get|npm install|pnpm/);
    for (const [, name] of final.matchAll(/\b((?:MINIMART|PORT|HOST)[A-Z_]*)=/g)) expect([...known]).toContain(name);
    expect(text).toContain(`node:${process.versions.node}-`);
  });

  test('sees neither what is installed here nor a secret', async () => {
    const ignored = (await read('.dockerignore')).split('\n');
    for (const path of ['.git', '.data', '**/node_modules', '**/.env*', 'deploy']) expect(ignored).toContain(path);
  });
});
