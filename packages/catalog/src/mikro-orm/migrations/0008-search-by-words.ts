import { Migration } from '@mikro-orm/migrations';

/**
 * Search by weighted words without accents, by words that are nearly right, by what apps do not ask for, and by how many have them. The rows of
 * `listings` are made anew; what developers are called and how many have an app is written by the dispatcher.
 */
export class SearchByWords extends Migration {
  override up(): void {
    // Both are trusted extensions: whoever may create in the database may create them. See ADR 43.
    this.addSql('create extension if not exists unaccent');
    this.addSql('create extension if not exists pg_trgm');
    this.addSql('delete from "catalog"."listings"');
    this.addSql(`
      alter table "catalog"."listings"
        add column "developer" text not null,
        add column "installs" int not null,
        add column "scope_set" uuid not null,
        add column "name_words" tsvector not null,
        add column "title_words" tsvector not null`);
    this.addSql(`
      create table "catalog"."scope_sets" (
        "id" uuid not null primary key,
        "scopes" text[] not null
      )`);
    this.addSql('create table "catalog"."search_words" ("word" text collate "C" not null primary key)');
    // They may lie in any schema, where somebody else has created them.
    this.addSql(`
      do $migration$
      declare
        unaccents text := (select extnamespace::regnamespace::text from pg_extension where extname = 'unaccent');
        trigrams text := (select extnamespace::regnamespace::text from pg_extension where extname = 'pg_trgm');
      begin
        execute format($sql$
          create function "catalog"."plain"(text) returns text language sql immutable strict parallel safe
          return lower(%1$s.unaccent('%1$s.unaccent'::regdictionary, $1))
        $sql$, unaccents);
        execute format($sql$
          create index "search_words_word_index" on "catalog"."search_words" using gin ("word" %1$s.gin_trgm_ops)
        $sql$, trigrams);
        execute format($sql$
          create function "catalog"."similar_words"(wanted text) returns table (word text) language sql stable parallel safe
          begin atomic
            (select near.word from "catalog"."search_words" near where near.word operator(%1$s.%%) wanted
             order by %1$s.similarity(near.word, wanted) desc, near.word limit 40)
            union
            (select beside.word from "catalog"."search_words" beside
             where beside.word >= left(wanted, case when char_length(wanted) <= 4 then 1 else 2 end)
               and beside.word < left(wanted, case when char_length(wanted) <= 4 then 1 else 2 end) || chr(1114111)
               and abs(char_length(beside.word) - char_length(wanted)) <= 1
             limit 1000);
          end
        $sql$, trigrams);
      end $migration$`);
    // Punctuation goes, so that CRM/ERP is two words and not the name of a file.
    this.addSql(`
      create function "catalog"."words"(text) returns tsvector language sql immutable strict parallel safe
      return to_tsvector('pg_catalog.simple', regexp_replace("catalog"."plain"($1), '[[:punct:]]+', ' ', 'g'))`);
    this.addSql(`
      create function "catalog"."scopes_of"(manifest jsonb) returns text[] language sql immutable strict parallel safe
      return array(
        select distinct (asked.scope->>'id') collate "C" from jsonb_array_elements(manifest->'scopes') as asked(scope) order by 1)`);
    this.addSql(`
      create function "catalog"."scope_set_of"(scopes text[]) returns uuid language sql immutable strict parallel safe
      return md5(array_to_string(scopes, ' '))::uuid`);
    this.addSql(`
      create function "catalog"."note_words"() returns trigger language plpgsql as $$
      declare
        unknown text[] := array(
          select noted.word from unnest(tsvector_to_array(new."title_words")) as noted(word)
          where char_length(noted.word) between 3 and 40
            and not exists (select 1 from "catalog"."search_words" known where known.word = noted.word collate "C"));
      begin
        if unknown = '{}' then return null; end if;
        -- One transaction at a time writes words, since two that wrote the same ones in different orders would wait for each other.
        perform pg_advisory_xact_lock(hashtext('catalog.search_words'));
        insert into "catalog"."search_words" ("word") select unnest(unknown) on conflict do nothing;
        return null;
      end $$`);
    this.addSql(`
      create trigger "listings_note_words" after insert or update of "title_words" on "catalog"."listings"
      for each row execute function "catalog"."note_words"()`);
    this.addSql(`
      insert into "catalog"."scope_sets" ("id", "scopes")
      select distinct "catalog"."scope_set_of"(s.scopes), s.scopes
      from "catalog"."apps" a
      join "catalog"."versions" v on v.app_id = a.id and v.version = a.latest_version,
      lateral (select "catalog"."scopes_of"(v.manifest) as scopes) s
      where a.unlisted_at is null`);
    this.addSql(`
      insert into "catalog"."listings"
        ("app_id", "category", "name_key", "published_at", "developer", "installs", "scope_set", "name_words", "title_words", "words")
      select a.id, v.manifest->>'category', "catalog"."plain"(v.manifest->>'name'), v.published_at, '', 0,
        "catalog"."scope_set_of"("catalog"."scopes_of"(v.manifest)), strip(t.name), t.title,
        t.title || setweight("catalog"."words"(v.manifest->>'description'), 'C')
      from "catalog"."apps" a
      join "catalog"."versions" v on v.app_id = a.id and v.version = a.latest_version,
      lateral (
        select "catalog"."words"(v.manifest->>'name') as name,
          setweight("catalog"."words"(v.manifest->>'name'), 'A') || setweight("catalog"."words"(v.manifest->>'summary'), 'B')
            || setweight("catalog"."words"(v.manifest->>'category'), 'D') as title
      ) t
      where a.unlisted_at is null`);
    this.addSql('create index "listings_name_words_index" on "catalog"."listings" using gin ("name_words")');
    this.addSql('create index "listings_installs_index" on "catalog"."listings" ("installs", "app_id")');
    this.addSql('create index "listings_facets_index" on "catalog"."listings" ("category", "scope_set")');
  }
}
