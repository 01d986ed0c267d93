export { startSystem, type RunningSystem, type StartSystemOptions } from './start-system.ts';
export { readDemo, type Demo } from './read-demo.ts';
