-- Puts rendered passages in the place of their sources' old ones, for those sources that are still at the version they were rendered at; they are
-- then no longer stale. A source that somebody writes at this moment is left out, and never waited for: a write may wait for this, this for no write.
-- p_kinds … p_versions name the sources; p_of says of which source (counted from 1) a passage is. Answers which sources were taken.
create or replace function store_passages(
  p_kinds text[], p_sources uuid[], p_patients uuid[], p_versions bigint[],
  p_of int[], p_parts int[], p_languages text[], p_dates date[], p_texts text[], p_search text[], p_codes text[], p_embeddings halfvec[],
  p_model text, p_at timestamptz) returns int[] language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  -- a tenant whose passages are in the index for searches across patients has all of them there
  is_indexed constant boolean := exists (select from chart_passages where tenant_id = tenant and indexed);
  taken int[];
begin
  select coalesce(array_agg(locked.n), '{}') into taken from (
    select w.n from unnest(p_kinds, p_sources, p_versions) with ordinality as w(kind, source, version, n)
    join chart_stale s on s.tenant_id = tenant and s.source_kind = w.kind and s.source_id = w.source and s.version = w.version
    for update of s skip locked) locked;

  delete from chart_passages p using unnest(taken) as k(n)
  where p.tenant_id = tenant and p.source_kind = p_kinds[k.n] and p.source_id = p_sources[k.n];

  insert into chart_passages
    (tenant_id, id, patient_id, source_kind, source_id, part, language, dated, text, search, codes, embedding, model, source_version, rendered_at, indexed)
  select tenant, gen_random_uuid(), p_patients[r.n], p_kinds[r.n], p_sources[r.n], r.part, r.language, r.dated, r.text, r.search::tsvector,
    string_to_array(r.codes, ' '), r.embedding, p_model, p_versions[r.n], p_at, is_indexed
  from unnest(p_of, p_parts, p_languages, p_dates, p_texts, p_search, p_codes, p_embeddings) as r(n, part, language, dated, text, search, codes, embedding)
  where r.n = any (taken);

  delete from chart_stale s using unnest(taken) as k(n)
  where s.tenant_id = tenant and s.source_kind = p_kinds[k.n] and s.source_id = p_sources[k.n];
  return taken;
end $$;

-- Who drains has to find the tenants that something waits at, and since when; it sees nothing else.
grant select (tenant_id, marked_at, taken_until) on chart_stale to portal_relay;
do $$ begin
  if not exists (select 1 from pg_policies where schemaname = 'portal' and tablename = 'chart_stale' and policyname = 'relay_finds') then
    create policy relay_finds on chart_stale for select to portal_relay using (true);
  end if;
end $$;
