export { layOut } from './lay-out.ts';
export { readManifests, type Manifest } from './read-manifests.ts';
