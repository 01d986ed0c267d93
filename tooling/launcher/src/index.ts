export { buildStore, isStoreOutdated } from './build-store.ts';
export { copyStore } from './copy-store.ts';
export { FrontDoor } from './front-door.ts';
export { ProcessRecord } from './process-record.ts';
export { startSystem, type RunningSystem, type StartSystemOptions } from './start-system.ts';
export { prepareStore } from './prepare-store.ts';
export { readDemo, type Demo } from './read-demo.ts';
export { SupervisedDatabase } from './supervised-database.ts';
export { SupervisedProcess } from './supervised-process.ts';
