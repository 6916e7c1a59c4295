-- For searches across patients, and only where a tenant has so many passages that looking at each takes too long. Nobody else's passages are in
-- it, so that storing them costs nothing here. Within a patient every search is exact and uses no such index.
create index if not exists chart_passages_embedding on chart_passages using hnsw (embedding halfvec_cosine_ops) where indexed;

create index if not exists chart_passages_of_the_index on chart_passages (tenant_id) where indexed;
create index if not exists chart_passages_not_of_the_index on chart_passages (tenant_id) where not indexed;

-- passages are replaced whenever their source is written; clean up early
alter table chart_passages set (autovacuum_vacuum_scale_factor = 0.05);
-- it is written and emptied all the time
alter table chart_stale set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, fillfactor = 70);

create sequence if not exists chart_stale_version;

-- The passages of a source are no longer what it says. Called in the transaction that wrote the source. A source that is being rendered
-- just now gets a new version, so that what is rendered from its old state is not stored. Names are written out, because who writes by hand
-- has another search path.
create or replace function mark_chart_stale(p_tenant uuid, p_kind text, p_source uuid, p_patient uuid, p_deleted boolean default false) returns bigint language sql as $$
  insert into portal.chart_stale as s (tenant_id, source_kind, source_id, patient_id, version, marked_at, deleted)
  values (p_tenant, p_kind, p_source, p_patient, nextval('portal.chart_stale_version'), clock_timestamp(), p_deleted)
  on conflict (tenant_id, source_kind, source_id) do update set
    patient_id = excluded.patient_id, version = excluded.version, deleted = excluded.deleted, taken_until = null, attempts = 0
  returning version;
$$;
