export { workspace } from './workspace.ts';
