import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { migrateCommand } from './migrate.ts';
import { restore } from './restore.ts';
import { rotateEncryptionKey } from './rotate-encryption-key.ts';
import { seed } from './seed.ts';

/** Every command, in the order in which the overview tells of them. */
export const commands: readonly Command[] = [migrateCommand, seed, doctor, backup, restore, rotateEncryptionKey];
