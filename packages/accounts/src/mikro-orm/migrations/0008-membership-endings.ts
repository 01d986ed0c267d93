import { Migration } from '@mikro-orm/migrations';

/** Whoever leaves a workspace, or gets another role in it, is noted likewise, by both ids; `part` is the role that they have now. */
export class MembershipEndings extends Migration {
  override up(): void {
    this.addSql(noteMembership);
    this.addSql(`
      create trigger note_removal after delete on accounts.workspace_members for each row
      execute function accounts.note_membership_ending()`);
    this.addSql(`
      create trigger note_return after insert on accounts.workspace_members for each row
      execute function accounts.note_membership_ending()`);
    this.addSql(`
      create trigger note_role after update on accounts.workspace_members for each row when (old.role <> new.role)
      execute function accounts.note_membership_ending()`);
  }
}

const noteMembership = `
create function accounts.note_membership_ending() returns trigger language plpgsql as $$
declare member accounts.workspace_members := coalesce(new, old);
begin
  insert into accounts.endings (kind, ref, part, ends_at)
  values ('membership', member.workspace_id || ' ' || member.user_id, case when tg_op <> 'DELETE' then member.role end, clock_timestamp());
  return null;
end $$`;
