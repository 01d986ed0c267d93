import type { BackupManifest } from '../backup/backup-manifest.ts';

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** What a backup holds, in a few lines, and what it does not. */
export function describeBackup(
  { tables, blobs, sealedBy, madeAt, program }: BackupManifest,
  { folder, isCheck }: { folder: string; isCheck: boolean },
): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = tables.reduce((sum, { part }) => sum + part.bytes, blobs.bytes + blobs.list.bytes);
  const keys = Object.keys(sealedBy);
  return [
    isCheck ? `${folder} is whole: every byte is as it was written.` : `The backup is in ${folder}.`,
    `  made       ${madeAt} by Minimart ${program}`,
    `  rows       ${rows.toLocaleString('en')} in ${tables.length} tables`,
    `  uploads    ${blobs.count.toLocaleString('en')}`,
    `  size       ${inUnits(bytes)}`,
    ...(blobs.missing.length > 0 ? [`  missing    ${blobs.missing.length} uploads that rows name were not there`] : []),
    keys.length > 0
      ? `  sealed by  ${keys.join(', ')}: without ${keys.length === 1 ? 'this key' : 'these keys'} from MINIMART_SEALING_KEYS it cannot be restored. They are NOT in it; keep them apart from it.`
      : '  sealed by  nothing is sealed in it',
  ].join('\n');
}

function inUnits(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
