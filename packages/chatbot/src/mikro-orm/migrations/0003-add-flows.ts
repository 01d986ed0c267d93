import { Migration } from '@mikro-orm/migrations';

/** What starts a flow, what a flow is made of, and what a bot is set to. The texts of a sub flow become its nodes. */
export class AddFlows extends Migration {
  override up(): void {
    this.addSql(`
      create table chatbot.bot_settings (
        bot_id bigint not null,
        start_sub_flow_id bigint null,
        web_chat_start_sub_flow_id bigint null,
        ai_provider text null,
        ai_model text null,
        transcription_model text not null,
        constraint bot_settings_pkey primary key (bot_id),
        constraint bot_settings_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade,
        constraint bot_settings_start_sub_flow_id_foreign foreign key (start_sub_flow_id) references chatbot.sub_flows (id) on delete set null,
        constraint bot_settings_web_chat_start_sub_flow_id_foreign foreign key (web_chat_start_sub_flow_id) references chatbot.sub_flows (id) on delete set null
      )`);
    this.addSql(`
      create table chatbot.nodes (
        id bigserial primary key,
        sub_flow_id bigint not null,
        position int not null,
        name text not null,
        content text not null,
        constraint nodes_sub_flow_id_position_unique unique (sub_flow_id, position),
        constraint nodes_sub_flow_id_foreign foreign key (sub_flow_id) references chatbot.sub_flows (id) on delete cascade
      )`);
    this.addSql(`
      create table chatbot.widgets (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        code text not null,
        is_active boolean not null,
        sub_flow_id bigint null,
        constraint widgets_code_unique unique (code),
        constraint widgets_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade,
        constraint widgets_sub_flow_id_foreign foreign key (sub_flow_id) references chatbot.sub_flows (id) on delete set null
      )`);
    this.addSql(`create index widgets_bot_id_index on chatbot.widgets (bot_id)`);
    this.addSql(`
      create table chatbot.inbound_webhooks (
        id bigserial primary key,
        bot_id bigint not null,
        uid text not null,
        name text not null,
        is_active boolean not null,
        sub_flow_id bigint null,
        constraint inbound_webhooks_uid_unique unique (uid),
        constraint inbound_webhooks_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade,
        constraint inbound_webhooks_sub_flow_id_foreign foreign key (sub_flow_id) references chatbot.sub_flows (id) on delete set null
      )`);
    this.addSql(`create index inbound_webhooks_bot_id_index on chatbot.inbound_webhooks (bot_id)`);
    this.addSql(`
      create table chatbot.error_logs (
        id bigserial primary key,
        bot_id bigint not null,
        node_id bigint null,
        subscriber_id bigint null,
        description text not null,
        created_at timestamptz not null,
        constraint error_logs_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade,
        constraint error_logs_node_id_foreign foreign key (node_id) references chatbot.nodes (id) on delete set null,
        constraint error_logs_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete set null
      )`);
    this.addSql(`create index error_logs_bot_id_id_index on chatbot.error_logs (bot_id, id)`);
    this.addSql(`
      create table chatbot.template_installs (
        id bigserial primary key,
        bot_id bigint not null,
        template_ns text not null,
        version text not null,
        scope text not null,
        can_view boolean not null,
        can_edit boolean not null,
        allow_republish boolean not null,
        auto_update boolean not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        uninstalled_at timestamptz null,
        constraint template_installs_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade
      )`);
    this.addSql(`create index template_installs_bot_id_index on chatbot.template_installs (bot_id)`);
    this.addSql(`
      create table chatbot.triggers (
        id bigserial primary key,
        bot_id bigint not null,
        name text not null,
        sub_flow_id bigint null,
        constraint triggers_bot_id_name_unique unique (bot_id, name),
        constraint triggers_bot_id_foreign foreign key (bot_id) references chatbot.bots (id) on delete cascade,
        constraint triggers_sub_flow_id_foreign foreign key (sub_flow_id) references chatbot.sub_flows (id) on delete set null
      )`);
    this.addSql(`
      create table chatbot.trigger_firings (
        id bigserial primary key,
        trigger_id bigint not null,
        subscriber_id bigint not null,
        installation_id text not null,
        context jsonb not null,
        fired_at timestamptz not null,
        constraint trigger_firings_trigger_id_foreign foreign key (trigger_id) references chatbot.triggers (id) on delete cascade,
        constraint trigger_firings_subscriber_id_foreign foreign key (subscriber_id) references chatbot.subscribers (id) on delete cascade
      )`);
    this.addSql(`create index trigger_firings_trigger_id_id_index on chatbot.trigger_firings (trigger_id, id)`);
    this.addSql(`
      insert into chatbot.nodes (sub_flow_id, position, name, content)
      select id, step.position, 'Step ' || step.position, step.content
      from chatbot.sub_flows, jsonb_array_elements_text(steps) with ordinality as step (content, position)`);
    this.addSql(`alter table chatbot.sub_flows drop column steps`);
  }
}
