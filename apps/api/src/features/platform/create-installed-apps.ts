import type { Manifest } from '@minimart/app-manifest';
import type { Catalog } from '@minimart/catalog/mikro-orm';
import type { InstalledApp, InstalledApps } from '@minimart/chatbot';
import {
  keyInputNames,
  listLiveInstallations,
  updateAuthInputs,
  type Installation,
  type InstallPorts,
} from '@minimart/installs';
import { isRefusal, Refusal } from '@minimart/problem';
import type { OperationErrorCode } from '@minimart/scope-kit';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Audit } from '../audit/create-audit.ts';
import { assetUrl } from '../assets/asset-url.ts';

/** What the installations of a workspace are read and changed with. */
interface Wiring {
  em: EntityManager;
  catalogOf(em: EntityManager): Pick<Catalog, 'published'>;
  installPortsOf(em: EntityManager): InstallPorts;
  config: { baseUrl: string };
  audit: Audit;
  /** The installation whose key is used; without one the platform acts by itself. */
  by: string | undefined;
}

/** The installations of a workspace, as its bot is told of them: each in the version it has, without any auth input's value. */
export function createInstalledApps(wiring: Wiring, workspaceId: string): InstalledApps {
  return {
    list: () => listApps(wiring, workspaceId),
    async replaceKeys(installationId, keys) {
      const command = { workspaceId, installationId, authInputs: keys };
      const { em, installPortsOf } = wiring;
      const replace = async (tx: EntityManager) => {
        const { appId } = await updateAuthInputs(installPortsOf(tx), command);
        await tellOf(wiring, tx, { workspaceId, installationId, appId, inputs: Object.keys(keys) });
      };
      await em.transactional(replace).catch(refuseAsOperation);
    },
  };
}

/** Writes down that an app replaced keys of another, or of itself: by name, never by value. */
async function tellOf(
  { installPortsOf, audit, by }: Wiring,
  em: EntityManager,
  { inputs, ...act }: { workspaceId: string; installationId: string; appId: string; inputs: string[] },
): Promise<void> {
  const acting = by === undefined ? undefined : await installPortsOf(em).store.find(by);
  const who = acting === undefined ? ({ kind: 'platform' } as const) : ({ kind: 'app', appId: acting.appId } as const);
  await audit(em, { ...act, by: who, action: 'inputs_changed', detail: { inputs } });
}

async function listApps({ em, installPortsOf, catalogOf, config }: Wiring, workspaceId: string) {
  const installations = await listLiveInstallations(installPortsOf(em), workspaceId);
  const published = await catalogOf(em).published(installations);
  const manifests = new Map(published.map(({ appId, version, manifest }) => [`${appId}@${version}`, manifest]));
  return installations.map((installation) => {
    const { appId, version } = installation;
    const manifest = manifests.get(`${appId}@${version}`);
    if (manifest === undefined) throw new Error(`App ${appId} has lost version ${version}.`);
    return toInstalledApp(installation, manifest, config.baseUrl);
  });
}

function toInstalledApp(
  { id, appId, version, status }: Installation,
  manifest: Manifest,
  baseUrl: string,
): InstalledApp {
  const { name: title, summary: intro, logo, cover } = manifest;
  const [logoPath, coverPath] = [assetUrl(logo), assetUrl(cover)];
  const pictures = { logo: logoPath && `${baseUrl}${logoPath}`, image: coverPath && `${baseUrl}${coverPath}` };
  return { installationId: id, appId, title, intro, ...pictures, keyNames: keyInputNames(manifest), status, version };
}

/** The codes of an operation for those of an installation; a field is named as the request names it. */
function refuseAsOperation(thrown: unknown): never {
  if (!isRefusal(thrown)) throw thrown;
  const { code, detail, errors, extra } = thrown;
  const refuse = (as: OperationErrorCode, words = detail) => {
    const inBody = errors.map(({ path, message }) => ({ path: path.replace(/^authInputs/, 'body'), message }));
    return new Refusal({ code: as, detail: words, errors: inBody });
  };
  if (code === 'auth_input_invalid') throw refuse('invalid_input');
  if (code === 'wrong_state') {
    const status = String(extra['installationStatus']);
    throw refuse('conflict', `This installation is ${status}. Its keys can be replaced while it is active.`);
  }
  throw thrown;
}
