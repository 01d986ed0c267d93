import { Migration } from '@mikro-orm/migrations';

/** When an installation was first active and when it first failed, so that each step of each installation is counted once. */
export class StepsOfInstallations extends Migration {
  override up(): void {
    this.addSql(`
      alter table installs.installations
        add column first_active_at timestamptz null,
        add column first_failed_at timestamptz null`);
    // Of earlier ones the latest activation is known, and of those that failed the moment is not: they count where they began.
    this.addSql(`update installs.installations set first_active_at = activated_at where activated_at is not null`);
    this.addSql(`
      update installs.installations set first_failed_at = created_at where status = 'failed' and activated_at is null`);
  }
}
