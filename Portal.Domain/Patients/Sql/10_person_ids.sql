-- All records that stand for one person, of whom the record that stands is named: see PersonIds.
create or replace function person_ids(p_tenant uuid, p_person uuid) returns setof uuid language sql stable as $$
  select p_person
  union all
  select o.id from patients o where o.tenant_id = p_tenant and o.merged_into = p_person
$$;
