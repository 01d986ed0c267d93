export { installedApps } from './installed-apps.ts';
