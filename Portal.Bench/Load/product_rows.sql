-- The same million appointments as Baseline/02_data.sql.
set search_path = portal, public;
set session_replication_role = replica;
insert into appointments (tenant_id, id, practitioner_id, patient_id, service_id, starts_at, ends_at, occupied, visit_kind, status, cancelled_by, source, price, version, created_at)
select md5('t'||n)::uuid, md5('a'||n||'-'||k||'-'||s)::uuid, md5('p'||n||'-'||k)::uuid, md5('c'||n||'-'||(1+(s*7+k)%500))::uuid, md5('s'||n||'-'||(s%5))::uuid,
       st, st + interval '30 min', tstzrange(st, st + interval '30 min'), 'Returning', case when s%20=0 then 'Cancelled' else 'Booked' end, case when s%20=0 then 'Patient' end, 'Desk', 300, 1, st - interval '10 days'
from generate_series(1,200) n, generate_series(1, case when n <= 20 then 12 else 10 end) k,
     generate_series(0,639) s, lateral (select date_trunc('day', now() - interval '20 days') + interval '7 hours' + (s/16)*interval '1 day' + (s%16)*interval '30 min') x(st)
where (s*37 + k*11 + n) % 32 < 25
order by random();
insert into claims (tenant_id, owner_id, resource_id, lane, occupied)
  select tenant_id, id, practitioner_id, 0, tstzrange(starts_at, ends_at) from appointments where status <> 'Cancelled' order by random();
set session_replication_role = origin;
