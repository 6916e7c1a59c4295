-- Whoever changes what the rules are made of counts the tenant's version up, in the same transaction.
create or replace function bump_rules_version() returns trigger language plpgsql as $$
begin
  update booking_settings set rules_version = rules_version + 1 where tenant_id = current_setting('app.tenant_id')::uuid;
  return null;
end $$;

create or replace function bump_own_rules_version() returns trigger language plpgsql as $$
begin
  new.rules_version := old.rules_version + 1;
  return new;
end $$;

do $$ declare t text; begin
  foreach t in array array['practitioners', 'services', 'practitioner_services', 'weekly_schedules', 'weekly_hours', 'time_off', 'holidays',
    'locations', 'resources', 'service_resources', 'service_locations', 'extra_hours'] loop
    execute format('create or replace trigger rules_changed after insert or update or delete on %I for each statement execute function bump_rules_version()', t);
  end loop;
end $$;

-- a change of the settings themselves; the bump by the others comes through the first function and must not count twice
create or replace trigger rules_changed before update on booking_settings for each row
  when (new.rules_version = old.rules_version) execute function bump_own_rules_version();
