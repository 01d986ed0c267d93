import { createMemoryFarewellStore } from './create-memory-farewell-store.ts';
import { createMemoryInstallationStore } from './create-memory-installation-store.ts';
import { describeFarewellStore } from './describe-farewell-store.ts';
import { describeInstallationMoves } from './describe-installation-moves.ts';
import { describeInstallationStore, type OpenInstallationStore } from './describe-installation-store.ts';

const open: OpenInstallationStore = async () => {
  const store = createMemoryInstallationStore();
  const farewells = createMemoryFarewellStore();
  return { transaction: (work) => work(store, farewells), [Symbol.asyncDispose]: async () => {} };
};

describeInstallationStore('memory', open);
describeFarewellStore('memory', open);
describeInstallationMoves('memory', open);
