-- The one arbiter of double booking: per tenant, resource and lane, no two claims overlap.
do $$ begin
  if not exists (select 1 from pg_constraint where conname = 'claims_no_overlap') then
    alter table claims add constraint claims_no_overlap
      exclude using gist (tenant_id with =, resource_id with =, lane with =, occupied with &&);
  end if;
  -- two schedules of a practitioner never cover the same day; at most one is undated
  if not exists (select 1 from pg_constraint where conname = 'weekly_schedules_no_overlap') then
    alter table weekly_schedules add constraint weekly_schedules_no_overlap
      exclude using gist (tenant_id with =, practitioner_id with =, daterange(valid_from, valid_to, '[]') with &&) where (valid_from is not null);
    create unique index weekly_schedules_usual on weekly_schedules (tenant_id, practitioner_id) where valid_from is null;
  end if;
end $$;

-- claims come and go with every booking; leave room on the page and clean up early
alter table claims set (autovacuum_vacuum_scale_factor = 0.02);
