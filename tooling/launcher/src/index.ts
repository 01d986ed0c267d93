export { startSystem, type RunningSystem, type StartSystemOptions } from './start-system.ts';
export { lockBuild } from './copy-store.ts';
export { prepareStore } from './prepare-store.ts';
export { readDemo, type Demo } from './read-demo.ts';
