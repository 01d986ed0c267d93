import type { MikroORM } from '@mikro-orm/postgresql';
import type { BlobStore } from '@minimart/blobs';
import type { Sealer } from '@minimart/sealing';
import type { ClientBase } from 'pg';
import type { Config } from '../config.ts';

/** Something that is not as it should be, and the command or step that mends it. */
export interface Finding {
  /** What was looked at. */
  check: string;
  what: string;
  mend: string;
}

/** What the checks look at. */
export interface Patient {
  config: Config;
  client: Pick<ClientBase, 'query'>;
  orm: MikroORM;
  sealer: Sealer;
  blobs: BlobStore;
  /** Where the ledger of endings lies. */
  ledger: BlobStore;
  progress(line: string): void;
}

/** Looks at one thing and changes nothing. */
export type Check<Needs extends keyof Patient = keyof Patient> = (
  patient: Pick<Patient, Needs>,
) => Promise<Omit<Finding, 'check'>[]>;
