-- Which of these tenants have an entry newer than their last seal: two looks at an index for each, in one round trip for all. Each is looked at
-- as that tenant and under its row security, so the application's own role asks and nobody is given a view across tenants; the setting ends
-- with the statement. An older entry that was committed late is not seen here: the sealer's slower look finds it.
create or replace function tenants_with_unsealed_entries(p_tenants uuid[]) returns setof uuid language plpgsql as $$
declare
  tenant uuid;
  newest uuid;
  last_sealed uuid;
begin
  foreach tenant in array p_tenants loop
    perform set_config('app.tenant_id', tenant::text, true);
    newest := (select e.id from audit_entries e where e.tenant_id = tenant order by e.id desc limit 1);
    last_sealed := (select s.entry_id from audit_seals s where s.tenant_id = tenant order by s.number desc limit 1);
    if newest > last_sealed or (newest is not null and last_sealed is null) then
      return next tenant;
    end if;
  end loop;
end $$;
