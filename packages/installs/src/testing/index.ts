export { createMemoryInstallationStore } from './create-memory-installation-store.ts';
export { createMemoryFarewellStore } from './create-memory-farewell-store.ts';
export { describeFarewellStore } from './describe-farewell-store.ts';
export { createFakePorts, type FakeDelivery, type FakeKey, type FakePorts } from './create-fake-ports.ts';
export { describeInstallationStore, type OpenInstallationStore } from './describe-installation-store.ts';
export { describeInstallationMoves } from './describe-installation-moves.ts';
export { filledIn, fullManifest } from './open-world.ts';
