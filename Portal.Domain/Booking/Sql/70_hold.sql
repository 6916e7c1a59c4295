-- Keeps a slot for one visitor. A visitor has one hold: the new one replaces it, and if the new slot is taken the old hold stays.
-- Outcomes: held · replayed · key_reused · reload · taken.
do $$ begin
  if not exists (select 1 from pg_type where typname = 'hold_answer' and typnamespace = 'portal'::regnamespace) then
    create type hold_answer as (outcome text, id uuid, practitioner_id uuid, starts_at timestamptz, expires_at timestamptz);
  end if;
end $$;

create or replace function hold_slot(
  p_key uuid, p_hash bytea, p_rules_version bigint, p_now timestamptz, p_expires timestamptz, p_hold uuid, p_visitor uuid, p_service uuid,
  p_practitioners uuid[], p_starts timestamptz[], p_from timestamptz[], p_to timestamptz[],
  p_room_of int[], p_rooms uuid[], p_device_of int[], p_devices uuid[])
returns hold_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  before holds;
  lifted claims[];
  winner claimed;
begin
  -- two clicks of one visitor come one after the other
  perform pg_advisory_xact_lock(hashtextextended(tenant::text || p_visitor::text, 1));
  select h.* into before from holds h where h.tenant_id = tenant and h.visitor_key = p_visitor;
  if before.command_key = p_key and before.expires_at > p_now then
    return row(case when before.request_hash = p_hash then 'replayed' else 'key_reused' end, before.id, before.practitioner_id, before.starts_at, before.expires_at)::hold_answer;
  end if;
  if p_rules_version <> (select s.rules_version from booking_settings s where s.tenant_id = tenant) then
    return row('reload', null, null, null, null)::hold_answer;
  end if;

  with gone as (delete from claims c where c.tenant_id = tenant and c.owner_id = before.id returning c)
  select array_agg(gone.c) into lifted from gone;
  winner := claim_first(tenant, p_hold, p_now, p_expires, p_service, null, p_practitioners, p_from, p_to, p_room_of, p_rooms, p_device_of, p_devices);
  if winner.candidate = 0 then
    perform restore_claims(lifted);
    return row('taken', null, null, null, null)::hold_answer;
  end if;

  insert into holds (tenant_id, id, visitor_key, service_id, practitioner_id, starts_at, expires_at, command_key, request_hash)
    values (tenant, p_hold, p_visitor, p_service, p_practitioners[winner.candidate], p_starts[winner.candidate], p_expires, p_key, p_hash)
    on conflict (tenant_id, visitor_key) do update set
      id = excluded.id, service_id = excluded.service_id, practitioner_id = excluded.practitioner_id, starts_at = excluded.starts_at,
      expires_at = excluded.expires_at, command_key = excluded.command_key, request_hash = excluded.request_hash;
  return row('held', p_hold, p_practitioners[winner.candidate], p_starts[winner.candidate], p_expires)::hold_answer;
end $$;

-- Gives a visitor's hold up, when the form is left.
create or replace function release_hold(p_visitor uuid) returns void language sql as $$
  with gone as (
    delete from holds h where h.tenant_id = (select current_setting('app.tenant_id')::uuid) and h.visitor_key = p_visitor returning h.tenant_id, h.id)
  delete from claims c using gone where c.tenant_id = gone.tenant_id and c.owner_id = gone.id;
$$;
