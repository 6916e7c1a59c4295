-- Moves an appointment into a time that was kept for it: the hold steps aside and is gone when the move stands, and is given back when it does
-- not. All else is move_appointment's, and so are the outcomes.
create or replace function move_into_hold(
  p_visitor uuid, p_key uuid, p_hash bytea, p_rules_version bigint, p_now timestamptz, p_appointment uuid, p_version int,
  p_service uuid, p_practitioner uuid, p_starts timestamptz, p_ends timestamptz, p_from timestamptz, p_to timestamptz,
  p_room_of int[], p_rooms uuid[], p_device_of int[], p_devices uuid[], p_limits jsonb,
  p_phone text, p_actor_kind text, p_actor uuid, p_audit uuid)
returns appointment_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  hold uuid;
  lifted claims[];
begin
  -- the same lock as the visitor's own: two clicks come one after the other
  perform pg_advisory_xact_lock(hashtextextended(tenant::text || p_visitor::text, 1));
  select h.id into hold from holds h where h.tenant_id = tenant and h.visitor_key = p_visitor;
  -- before its claims are lifted: who waits for a practitioner's lock must hold nothing that another waits for
  perform lock_all(tenant, array[p_practitioner] || array(select a.practitioner_id from appointments a where a.tenant_id = tenant and a.id = p_appointment));
  if hold is not null then
    with gone as (delete from claims c where c.tenant_id = tenant and c.owner_id = hold returning c)
    select array_agg(gone.c) into lifted from gone;
  end if;
  answer := move_appointment(
    p_key, p_hash, p_rules_version, p_now, p_appointment, p_version, p_service, p_practitioner, p_starts, p_ends, p_from, p_to,
    p_room_of, p_rooms, p_device_of, p_devices, p_limits, p_phone, p_actor_kind, p_actor, p_audit);
  if answer.outcome = 'moved' then
    delete from holds h where h.tenant_id = tenant and h.id = hold;
  elsif lifted is not null then
    perform restore_claims(lifted);
  end if;
  return answer;
end $$;
