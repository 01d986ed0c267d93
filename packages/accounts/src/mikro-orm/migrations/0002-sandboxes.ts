import { Migration } from '@mikro-orm/migrations';

/** Workspaces in which a developer tries drafts; a developer has one. */
export class Sandboxes extends Migration {
  override up(): void {
    this.addSql('alter table "accounts"."workspaces" add column "sandbox_of" text null');
    this.addSql(
      'alter table "accounts"."workspaces" add constraint "workspaces_sandbox_of_unique" unique ("sandbox_of")',
    );
  }
}
