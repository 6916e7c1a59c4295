-- Row security, enabled and forced, with the one policy, on every table that has a tenant_id. Run after each migration: a new table
-- cannot be forgotten. The tenant is read once a statement (the sub-select makes it an init plan). No tenant set: the cast or the
-- setting itself fails, loudly, on purpose.
do $$ declare t text; begin
  for t in
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> all (array['staff_sessions', 'sign_in_tickets']) -- Identity is global: see docs/decisions/0002-row-security.md
  loop
    execute format('alter table portal.%I enable row level security', t);
    execute format('alter table portal.%I force row level security', t);
    if not exists (select 1 from pg_policies where schemaname = 'portal' and tablename = t and policyname = 'tenant_isolation') then
      execute format(
        'create policy tenant_isolation on portal.%I to portal_owner, portal_app using (tenant_id = (select current_setting(''app.tenant_id'')::uuid)) '
        || 'with check (tenant_id = (select current_setting(''app.tenant_id'')::uuid))', t);
    end if;
  end loop;
end $$;
