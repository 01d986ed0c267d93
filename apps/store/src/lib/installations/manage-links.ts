import { m } from '@minimart/messages';
import type { Installation } from '#lib/server/api.ts';

/** A way to something that can be done with an installation. */
export interface ManageLink {
  label: string;
  href: string;
}

/** What a person who manages apps can do with an installation, in the order in which it is looked for. */
export function manageLinks({ status, authInputs, key, update }: Installation, path: string): ManageLink[] {
  const wanted: [ManageLink, boolean][] = [
    [{ label: m.installed_link_update(), href: `${path}#update` }, update !== null],
    [
      { label: m.installed_link_correct(), href: status === 'failed' ? path : `${path}?edit` },
      status === 'failed' || status === 'pending',
    ],
    [{ label: m.installed_link_inputs(), href: `${path}/inputs` }, status === 'active' && authInputs.length > 0],
    [{ label: m.installed_link_scopes(), href: `${path}#permissions` }, status === 'active'],
    [{ label: m.installed_link_key(), href: `${path}/key` }, status === 'active' && key !== null],
    [{ label: m.installed_uninstall(), href: `${path}/uninstall` }, status !== 'uninstalled'],
  ];
  return wanted.filter(([, isThere]) => isThere).map(([link]) => link);
}
