import { migrationState } from '@minimart/database';
import { readManifest } from '../backup/backup-manifest.ts';
import { type Restored, restoreBackup } from '../backup/restore-backup.ts';
import { allTables, type Services } from '../compose.ts';
import { openLedger } from '../endings/open-ledger.ts';
import { tellLedger } from '../endings/keep-ledger.ts';
import type { Command } from './command.ts';

/** Restores a backup. */
export const restore: Command = {
  name: 'restore',
  summary: 'Restores database and uploads from a backup.',
  synopsis: '<folder> [--replace <database>] [--keep-keys] [--json]',
  page: `
First every byte of the backup is checked. Then all rows are put back in one transaction and brought up to this program: a restore that breaks off leaves the database
as it was. A backup of a newer program is refused. The programs have to be stopped.

What had ended since the backup stays dead, and an app that was suspended since is suspended again. The system notes it in a ledger outside the database (<data dir>/endings, or the bucket). Where that ledger is not there, or
ends with the backup, nobody can know, and ALL keys, personal access tokens and links to apps are ended. An installation whose key ended is "failed": its owner presses Retry, or any
script calls POST .../installations/{id}/retry, and the app gets a new key in a new subscribe request. Sessions are never restored: everybody signs in again.

Unsubscribe and data-erasure requests that were on their way go out again, with the webhook-id that they had, and so do subscribe requests whose key still lives.
Requests that a developer replayed by hand, and broadcasts whose time had come, are cancelled. Mails are not in a backup.

  --replace <database>  lets go of all that Minimart has in this database (its name, so that you mean it); without it, the database has to be empty
  --keep-keys           your word that nothing has ended since the backup, because the system has not run since; what the ledger tells is ended all the same
  --json                what was done, as JSON

Exit codes: 0 restored; 1 restored, and owners or developers have to do something (it says what); 2 nothing was changed, for the reason told.`,
  options: { replace: { type: 'string' }, 'keep-keys': { type: 'boolean' }, json: { type: 'boolean' } },
  takes: [1, 1],
  run: ({ values, positionals }, { terminal, withServices }) =>
    withServices(async (services) => {
      // Before anything is written, be it in the ledger.
      await readManifest(positionals[0]!);
      const ledger = openLedger(services.config);
      const replace = typeof values['replace'] === 'string' ? values['replace'] : undefined;
      // What ended in the database that is about to go counts, too.
      const told =
        replace !== undefined && (await hasLedger(services)) ? await tellLedger(services, ledger, true) : undefined;
      const restored = await restoreBackup(services, {
        folder: positionals[0]!,
        ledger,
        replace,
        told: told?.lineage,
        keepKeys: values['keep-keys'] === true,
        say: (line) => terminal.progress(line),
      });
      if (values['json'] === true) terminal.sayJson(toJson(restored));
      else terminal.say(describe(restored));
      const { installations, endpoints, passwordsEnded, tokensEnded, appsSuspended } = restored.settled;
      const concerned =
        installations.length +
        endpoints.length +
        appsSuspended.length +
        passwordsEnded +
        tokensEnded +
        linksLost(restored);
      return concerned === 0 ? 0 : 1;
    }),
};

/** Links that ended although nobody took them back, as far as is known. */
const linksLost = ({ since, settled }: Restored): number => (since === 'unknown' ? settled.linksEnded : 0);

async function hasLedger({ orm }: Services): Promise<boolean> {
  return (await migrationState(orm, allTables)).applied.includes('keys-0006-endings');
}

function toJson({ manifest, migrated, since, ledgerUntil, settled }: Restored) {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return {
    madeAt: manifest.madeAt,
    program: manifest.program,
    rows,
    uploads: manifest.blobs.count,
    migrated,
    since,
    ledgerUntil: ledgerUntil ?? null,
    ...settled,
  };
}

const sinceInWords = {
  told: (until: Date | undefined) =>
    `The ledger tells what ended until ${until?.toISOString() ?? 'an unknown moment'}; if the system ran on after that, what ended then lives again, and restoring without the ledger is safer.`,
  unknown: () =>
    'No ledger tells what ended since the backup, so ALL keys, tokens and links to apps were ended; apps that were suspended since are in the store again, and are to be suspended again. (If the system has not run since the backup, restore it again with --keep-keys.)',
  nothing: () => 'By your word nothing has ended since the backup; all keys, tokens and links live on.',
};

function describe(restored: Restored): string {
  const { manifest, migrated, since, ledgerUntil, settled } = restored;
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const { installations, endpoints, keysEnded, tokensEnded, linksEnded, passwordsEnded, membershipsEnded } = settled;
  const { deliveriesCancelled, broadcastsCancelled, appsSuspended } = settled;
  const left = Object.entries(settled.deliveriesLeft).map(([topic, count]) => `${count} ${topic}`);
  const next = [
    installations.length > 0 &&
      `${installations.length} installations need a new key. Their owners see them as failed and press Retry; a script calls POST /v1/workspaces/{workspaceId}/installations/{id}/retry. (--json lists them.)`,
    endpoints.length > 0 &&
      `${endpoints.length} apps had their signing secret rotated since: their developers make a new one and give it to their servers (POST /v1/developer/apps/{appId}/endpoint/signing-secrets, or the console). They are ${endpoints.join(', ')}.`,
    tokensEnded > 0 && `${tokensEnded} personal access tokens have ended: their owners make new ones.`,
    linksLost(restored) > 0 && `${linksEnded} links to apps have ended: their developers make new ones.`,
    appsSuspended.length > 0 &&
      `${appsSuspended.length} apps were suspended since, and are so again, without what was noted of it: look at them, and suspend them in words of your own or lift it (PUT or DELETE /v1/operator/apps/{appId}/suspension, or the operators’ pages). They are ${appsSuspended.join(', ')}.`,
    passwordsEnded > 0 && `${passwordsEnded} people changed their password since: they ask for a new one by mail.`,
    'Everybody signs in again: sessions are never restored.',
    'Look whether all is well with minimart doctor, then start the programs.',
  ].filter((line) => line !== false);
  return [
    `Restored ${rows.toLocaleString('en')} rows and ${manifest.blobs.count.toLocaleString('en')} uploads from ${manifest.madeAt}; counts and checksums are those of the backup.`,
    migrated.length === 0
      ? 'The tables are those of this program.'
      : `Migrated on to this program: ${migrated.join(', ')}.`,
    sinceInWords[since](ledgerUntil),
    `Ended: ${keysEnded} keys, ${tokensEnded} personal access tokens, ${linksEnded} links to apps, ${passwordsEnded} passwords, ${membershipsEnded} memberships. Cancelled: ${deliveriesCancelled} replayed requests, ${broadcastsCancelled} broadcasts.`,
    left.length === 0
      ? 'No request waits to be sent.'
      : `To be sent, again perhaps, under the same webhook-id: ${left.join(', ')}.`,
    '',
    'Next:',
    ...next.map((line, index) => `  ${index + 1}. ${line}`),
  ].join('\n');
}
