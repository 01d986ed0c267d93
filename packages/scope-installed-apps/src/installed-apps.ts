import { defineScopePlugin } from '@minimart/scope-kit';
import { listInstalledApps } from './list-installed-apps.ts';
import { updateApiKey } from './update-api-key.ts';

/** The apps that are installed in a workspace: view, and manage. */
export const installedApps = defineScopePlugin({
  id: 'installed-apps',
  label: 'Installed apps',
  scopes: [
    {
      id: 'installed-apps:view',
      label: 'View installed apps',
      description:
        'Read which apps you have installed, and which of their keys you filled in. The keys themselves are never shown.',
      risk: 'low',
      icon: 'layout-grid',
      group: 'Apps',
      verb: 'see',
      cannot: 'See which apps you have installed',
      translations: {
        de: {
          label: 'Installierte Apps ansehen',
          description:
            'Lesen, welche Apps Sie installiert haben und welche Schlüssel Sie dafür eingetragen haben. Die Schlüssel selbst werden nie gezeigt.',
          group: 'Apps',
          cannot: 'Sehen, welche Apps Sie installiert haben',
        },
      },
    },
    {
      id: 'installed-apps:manage',
      label: 'Replace keys of installed apps',
      description: 'Put a new key or password in the place of one that you filled in when you installed an app.',
      risk: 'high',
      icon: 'key-round',
      group: 'Apps',
      implies: ['installed-apps:view'],
      verb: 'change',
      cannot: 'Replace what you filled in for other apps',
      translations: {
        de: {
          label: 'Schlüssel installierter Apps ersetzen',
          description:
            'Einen Schlüssel oder ein Passwort, das Sie beim Installieren einer App eingetragen haben, durch ein neues ersetzen.',
          group: 'Apps',
          cannot: 'Ersetzen, was Sie für andere Apps eingetragen haben',
        },
      },
    },
  ],
  operations: [listInstalledApps, updateApiKey],
});
