import { createMemoryInstallationStore } from './create-memory-installation-store.ts';
import { describeInstallationMoves } from './describe-installation-moves.ts';
import { describeInstallationStore, type OpenInstallationStore } from './describe-installation-store.ts';

const open: OpenInstallationStore = async () => {
  const store = createMemoryInstallationStore();
  return { transaction: (work) => work(store), [Symbol.asyncDispose]: async () => {} };
};

describeInstallationStore('memory', open);
describeInstallationMoves('memory', open);
