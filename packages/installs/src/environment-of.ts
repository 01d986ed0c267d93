import type { InstallationRecord } from './installation.ts';

/** What the keys and requests of an installation belong to: in a sandbox, `test`. */
export const environmentOf = ({ isTest }: Pick<InstallationRecord, 'isTest'>): 'live' | 'test' =>
  isTest ? 'test' : 'live';
